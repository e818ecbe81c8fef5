/** From Send to the end: one screen that says plainly how it stands with the envelope. */

import { carry, send, trouble } from "../outbox.ts";
import { envelope } from "../drawings.ts";
import { session } from "../session.ts";
import type { Link } from "../envelope/link.ts";
import type { Screen } from "../stage.ts";
import { fill, onScreen, text } from "../texts.ts";
import { codeEntry, retry } from "./code.ts";
import { points } from "./introduction.ts";

type Part = Pick<Screen, "heading" | "above" | "body" | "leave" | "button">;

export function readyToSend(ggd: string, changed: () => void): Part {
  onScreen("send");
  return {
    above: envelope(),
    heading: text("send.title"),
    body: [points(["lock", text("send.lock")], ["shield", fill("send.only", { ggd })], ["choice", text("send.final")])],
    button: text("button.send"),
    leave: () => {
      void send(changed);
      return null;
    },
  };
}

/** What is shown after Send until the envelope is gone. */
export function onTheWay(changed: () => void): Part {
  switch (session.phase) {
    case "refused":
      onScreen("refused");
      return { above: envelope(), heading: text("refused.title"), body: [points(["paper", text("paper.ask")])] };
    case "unsealed":
      onScreen("unsealed");
      return { heading: text("unsealed.title"), body: [points(["choice", text("unsealed.text")], ["paper", text("paper.ask")])] };
    case "waiting":
      return trouble === null ? locking() : waits(changed);
    default:
      return locking();
  }
}

function locking(): Part {
  onScreen("sending");
  return { above: envelope(true), heading: text("sending.title"), body: [] };
}

function waits(changed: () => void): Part {
  onScreen("waiting");
  const kept = text("waiting.kept");
  if (trouble === "gone") {
    const use = (link: Link): void => {
      session.way = link;
      void carry(changed);
    };
    return { above: envelope(), heading: text("waiting.title"), ...codeEntry([kept, text("waiting.card")], use) };
  }
  const why = text(trouble === "network" ? "waiting.network" : "waiting.busy");
  return { above: envelope(), heading: text("waiting.title"), body: [points(["clock", why], ["lock", kept], ["paper", text("waiting.again")]), retry()] };
}
