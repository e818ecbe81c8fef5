// Makes elements. Text goes in as text, never as HTML.

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | boolean | ((event: Event) => void)>} attributes a function is a listener
 * @param {(Node | string | null)[]} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key, value);
    } else if (value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {(event: Event) => void} pressed
 * @param {boolean} [main] the way on
 */
export function button(id, label, pressed, main = false) {
  return element("button", { id, type: "button", class: main ? "button button-main" : "button", click: pressed }, label);
}
