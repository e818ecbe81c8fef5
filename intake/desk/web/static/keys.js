// Keys of one letter, for whoever works here all day. Each does what a link or a field on the page does anyway.

const PAGES = { h: "/", q: "/queue", c: "/call" };
const SECOND = 1500;

const dialog = document.getElementById("keys");
const lettersOn = "letters" in document.body.dataset;
let goes = 0;

function typing(target) {
  return target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
}

const rows = () => [...document.querySelectorAll("[data-row]")];
const here = () => document.activeElement.closest("[data-row]");
const link = (row) => row.querySelector("[data-open]");

/** To the next row, or the one before; from nowhere, to the one that was open last, or the first. */
function move(by) {
  const list = rows();
  if (list.length === 0) return false;
  const now = list.indexOf(here());
  const begin = Math.max(list.findIndex((row) => "opened" in row.dataset), 0);
  const next = now < 0 ? list[begin] : list[Math.min(Math.max(now + by, 0), list.length - 1)];
  link(next).focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function follow(name) {
  const found = document.querySelector(`[data-key="${name}"]`);
  if (found) found.click();
  return found !== null;
}

function select() {
  const box = here()?.querySelector("input[type=checkbox]");
  if (box) box.click();
  return Boolean(box);
}

/** To the level that is chosen on a case's page. */
function decide() {
  const chosen = document.querySelector('[data-key="d"] input:checked');
  if (!chosen) return false;
  chosen.closest("details")?.setAttribute("open", "");
  chosen.focus();
  return true;
}

/** Only where there is such a page, and this role may open it. */
function go(letter) {
  const path = PAGES[letter];
  const way = path && [...document.querySelectorAll(".top a")].find((each) => each.getAttribute("href") === path);
  if (way) way.click();
  return Boolean(way);
}

const DEEDS = {
  j: () => move(1) || follow("j"),
  k: () => move(-1) || follow("k"),
  u: () => follow("u"),
  x: select,
  d: decide,
  "/": () => {
    document.getElementById("wanted")?.focus();
    return true;
  },
  "?": () => {
    dialog.showModal();
    return true;
  },
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (!lettersOn && event.key !== "?") return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const going = Date.now() - goes < SECOND;
  goes = 0;
  if (going ? go(event.key) : DEEDS[event.key]?.()) event.preventDefault();
  else if (event.key === "g") goes = Date.now();
});

// "Back to the list" names the case, and the browser goes to it by itself. Its own Back key does not.
const opened = document.querySelector("[data-opened]");
const [visit] = performance.getEntriesByType("navigation");
if (opened && (visit?.type === "back_forward" || visit?.type === "reload")) {
  addEventListener("load", () => setTimeout(() => {
    link(opened).focus({ preventScroll: true });
    opened.scrollIntoView({ block: "center" });
  }));
}
