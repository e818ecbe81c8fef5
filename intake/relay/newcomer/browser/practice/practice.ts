/**
 * For colleagues who want to know what they hand out. No link opens it, nothing is sealed and nothing is sent: there is
 * no key, and no request beside those for the page's own files. At the end, and on Exit, it begins anew.
 */

import { device } from "../device.ts";
import { sealBy } from "../sealing.ts";
import { session } from "../session.ts";

const [questionnaire = "", version = ""] = (document.body.dataset["practice"] as string).split(" ");

device.home = "/practice/";
device.tablet = { open, carry };

function open(changed: () => void): void {
  sealBy({
    checkSheet: () => Promise.reject(new Error("practice")),
    seal: () => Promise.resolve(new Uint8Array(0)),
    close: () => undefined,
  });
  const day = new Date().toISOString().slice(0, 10);
  session.door = { ggd: "GGD", inbox: "practice", questionnaire, version, place: null, via: null, day };
  changed();
}

async function carry(changed: () => void, drawn: Promise<void>): Promise<void> {
  const mine = session;
  await drawn;
  if (session === mine) {
    mine.envelope = null;
    mine.phase = "sent";
    changed();
  }
}
