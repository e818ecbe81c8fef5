/** The way to the pages of information: they are another document, so whatever the form holds is wiped on the way. */

import { type Child, element } from "./element.ts";
import { catalogue, text } from "./texts.ts";

/** Nothing where there are no such pages. */
export function information(): Child {
  const path = document.body.dataset["info"];
  return path === undefined
    ? null
    : element("a", { class: "link information", href: `${path}${catalogue.language}/` }, text("info.open"));
}
