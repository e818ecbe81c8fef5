/** The stylesheet of the screens after the first, asked for at once. */

import { element } from "./element.ts";

const href = document.body.dataset["styles"] as string;

/** Settled when it is there, or cannot be had: the form works without it too. */
export const dressed = new Promise<Event>((settle) => {
  document.head.append(element("link", { rel: "stylesheet", href, load: settle, error: settle }));
});
