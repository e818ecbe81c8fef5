/** Shows one screen: where we are, the heading, what to choose, Back and the one button on. */

import { type Child, element, refill } from "./element.ts";
import { icon } from "./drawings.ts";
import { progress, type Progress } from "./progress.ts";
import { spoken, text } from "./texts.ts";
import { drawn } from "./waiting.ts";

export interface Screen {
  readonly heading: Child;
  /** A short line above the heading. */
  readonly above?: Child;
  readonly body: readonly Child[];
  /** Each adds a part of what stands below, one by one once the rest is drawn: no telephone stops for a long screen. */
  readonly below?: readonly ((content: HTMLElement) => void)[];
  /** What the button says; without it there is none. */
  readonly button?: string;
  /** Called on the button; a sentence back means that it is not good yet. */
  readonly leave?: () => string | null;
  readonly back?: (() => void) | null;
  readonly progress?: Progress;
}

/** Called whenever another screen was drawn. */
const watchers: (() => void)[] = [];

export function alsoShow(watcher: () => void): void {
  watchers.push(watcher);
}

const main = document.getElementById("main") as HTMLElement;

export function show(screen: Screen): void {
  const heading = element("h1", { id: "heading", tabindex: "-1" }, screen.heading);
  const error = element("p", { id: "error", class: "notice notice-error", tabindex: "-1", hidden: true });
  const content = element("div", { class: "content" }, screen.above ?? null, heading, error, ...screen.body);
  const form = element(
    "form",
    { autocomplete: "off", novalidate: true, submit: (event) => leave(event, screen, error) },
    content,
    steps(screen),
  );
  Object.assign(main, spoken());
  refill(main, progress(screen.progress), form);
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
  watchers.forEach((watcher) => watcher());
  void drawBelow(content, screen);
}

/** Until the last part, or until another screen stands here. */
async function drawBelow(content: HTMLElement, { below = [] }: Screen): Promise<void> {
  for (const add of below) {
    await drawn();
    if (!content.isConnected) {
      return;
    }
    add(content);
  }
}

function steps({ back, button }: Screen): Child {
  const before = back
    ? element("button", { type: "button", class: "button", id: "back", click: back }, icon("back"), text("button.back"))
    : null;
  const on = button ? element("button", { class: "button button-main", id: "continue" }, button) : null;
  return before || on ? element("div", { class: "steps" }, before, on) : null;
}

function leave(event: Event, { leave }: Screen, error: HTMLElement): void {
  event.preventDefault();
  const refusal = leave?.() ?? null;
  error.hidden = refusal === null;
  if (refusal !== null) {
    refill(error, refusal);
    error.focus();
  }
}
