// Elements from values. Text is always text: nothing here reads markup, so no value can add any.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false} Part */
/** @typedef {Part | Part[]} Child */

/** An element. `on`: {event: handler}; `data`: {name: value}; true gives a bare attribute, false and null none.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]} */
export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "value") /** @type {any} */ (element).value = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  put(element, children);
  return element;
};

/** @param {Element} element @param {Child[]} children */
const put = (element, children) => {
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== false) element.append(typeof child === "number" ? String(child) : child);
};

/** Several parts that belong nowhere yet. @param {...Child} children */
export const fragment = (...children) => {
  const holder = document.createDocumentFragment();
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== false) holder.append(typeof child === "number" ? String(child) : child);
  return holder;
};

/** @param {string} tag @param {Record<string, string | number>} attributes @param {...Node} children */
export const svg = (tag, attributes, ...children) => {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
};

/** A Lucide icon out of icons.svg, always beside a word. @param {string} name @param {"badge" | "text" | "large" | "tablet"} [size] */
export const icon = (name, size = "text") =>
  svg("svg", { class: `dr-icon dr-icon--${size}`, viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round", focusable: "false", "aria-hidden": "true" }, svg("use", { href: `icons.svg#${name}` }));
