/**
 * A tablet that many people use, one after the other. What is stored on it: the tablet's own link, the public keys that
 * opening it gave, and sealed envelopes until the relay has them. Nothing else of anybody, ever.
 *
 * Leaving leads back to the choice of a language, by loading the page anew: it is never left dead.
 */

import { device } from "../device.ts";
import { carryKept } from "./carrying.ts";
import { openTablet } from "./door.ts";

device.home = "/kiosk/";
device.quiet = 2 * 60_000;
device.hidden = 60_000;
device.tablet = { open: openTablet, carry: carryKept };
