/** The form on a tablet: the same form, once the tablet's ways stand in the place of a phone's. */

import "./kiosk/tablet.ts";
import "./form.ts";
