// Parts of the screens, in the classes of the house's style sheets. A button is a verb; nothing is ever disabled.

import { fragment, h, icon, svg } from "./draw.js";
import { MOST_COUNTED } from "./sheet.js";
import { looksLikeIdentityNumber } from "./privacy.js";
import { _ } from "./words.js";

/** @typedef {import("./draw.js").Child} Child */
/** @typedef {"primary" | "secondary" | "danger" | "danger-outlined"} Tone */

/** @param {Tone} tone */
const look = (tone) => ({
  primary: "utrecht-button utrecht-button--primary-action dr-button",
  danger: "utrecht-button utrecht-button--primary-action utrecht-button--danger dr-button",
  "danger-outlined": "utrecht-button utrecht-button--secondary-action dr-button--danger-outlined dr-button",
  secondary: "utrecht-button utrecht-button--secondary-action dr-button",
})[tone];

/** A button. While `act` runs the button says so and a second press is ignored.
 * @param {string} label @param {(event: Event) => unknown} act @param {{ tone?: Tone, icon?: string, id?: string, wide?: boolean }} [how] */
export const button = (label, act, { tone = "secondary", icon: shape, id, wide } = {}) => {
  let busy = false;
  const element = h("button", {
    class: look(tone) + (wide ? " dr-wide-only" : ""), type: "button", id,
    on: {
      click: async (/** @type {Event} */ event) => {
        if (busy) return;
        busy = true;
        element.setAttribute("aria-busy", "true");
        try { await act(event); } finally { busy = false; element.removeAttribute("aria-busy"); }
      },
    },
  }, shape && icon(shape), h("span", {}, label));
  return element;
};

/** @param {string} label @param {string} href @param {{ tone?: Tone, icon?: string, wide?: boolean, hint?: string }} [how] */
export const linkButton = (label, href, { tone = "secondary", icon: shape, wide, hint } = {}) =>
  h("a", { class: look(tone) + (wide ? " dr-wide-only" : ""), href }, shape && icon(shape), h("span", {}, label, hint && h("span", { class: "dr-hidden" }, ` ${hint}`)));

/** @param {...Child} buttons */
export const group = (...buttons) => h("div", { class: "dr-button-group" }, ...buttons);

/** @param {string} word @param {string | null} [shape] @param {"red" | "yellow" | "outlined" | "blue" | "grey" | "ink"} [tone] */
export const badge = (word, shape = null, tone = "grey") => h("span", { class: `dr-badge dr-badge--${tone}` }, shape && icon(shape, "badge"), word);

/** @param {"info" | "ok" | "warn" | "danger"} tone @param {string | null} title @param {Child[]} text @param {"status" | "alert" | null} [role] */
export const notice = (tone, title, text, role = null) =>
  h("div", { class: `dr-notice dr-notice--${tone}`, role }, icon({ ok: "check", warn: "triangle-alert", danger: "triangle-alert", info: "info" }[tone]),
    h("div", { class: "dr-notice__text" }, title && h("p", { class: "dr-notice__title" }, title), ...text.flat().map((one) => typeof one === "string" ? h("p", {}, one) : one)));

/** @param {...Child} children */
export const card = (...children) => h("section", { class: "dr-card" }, ...children);

/** @param {string} text @param {string} [id] */
export const groupTitle = (text, id) => h("h2", { class: "dr-group-title", id }, text);

/** An error at a field, empty while there is none. @param {string} id */
export const errorLine = (id) => h("div", { id: `${id}-error`, "aria-live": "polite" });

/** @param {HTMLElement} line @param {string | null} sentence @param {Element} input */
export const setError = (line, sentence, input) => {
  const field = line.closest(".dr-field");
  line.replaceChildren(...(sentence ? [h("p", { class: "utrecht-form-field-error-message dr-field__error" }, icon("circle-alert"), h("span", {}, sentence))] : []));
  field?.classList.toggle("dr-field--invalid", Boolean(sentence));
  if (sentence) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
};

const REST = 800;
/** Why a number is refused at the field. */
export const refusedNumber = () => _("This looks like a citizen service number or national number. Drempel does not keep these. Describe the person by their function instead.");

/** A text that saves itself when typing stops and when the field is left; a number by which the state knows a person is
 * refused here, with the reason, and not saved. Nothing stands in the way of the keyboard's own dictation.
 * @param {{ id: string, label: string, value: string, save: (text: string) => Promise<unknown>, help?: string, rows?: number, most?: number, optional?: boolean }} how */
export const text = ({ id, label, value, save, help, rows = 0, most = 4000, optional }) => {
  const error = errorLine(id);
  const common = {
    id, maxlength: most, autocomplete: "off", value, "aria-describedby": [help && `${id}-help`, `${id}-error`].filter(Boolean).join(" "),
  };
  const input = rows
    ? h("textarea", { class: "utrecht-textarea utrecht-textarea--html-textarea", rows, ...common })
    : h("input", { class: "utrecht-textbox utrecht-textbox--html-input", type: "text", ...common });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let saved = value;
  const keep = async () => {
    clearTimeout(timer);
    const typed = input.value;
    const refused = looksLikeIdentityNumber(typed);
    setError(error, refused ? refusedNumber() : null, input);
    if (refused || typed === saved) return;
    saved = typed;
    await save(typed);
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => void keep(), REST); });
  input.addEventListener("change", () => void keep());
  return h("div", { class: "dr-field" },
    h("label", { class: "utrecht-form-label", for: id }, label, optional && h("span", { class: "dr-optional" }, " ", _("(not required)"))),
    help && h("p", { class: "utrecht-form-field-description dr-field__help", id: `${id}-help` }, help), error, input);
};

/** A plain field of a form that is sent by a button. @param {{ id: string, label: string, help?: string, type?: string, value?: string, autocomplete?: string, optional?: boolean }} how */
export const field = ({ id, label, help, type = "text", value = "", autocomplete = "off", optional }) =>
  h("div", { class: "dr-field" },
    h("label", { class: "utrecht-form-label", for: id }, label, optional && h("span", { class: "dr-optional" }, " ", _("(not required)"))),
    help && h("p", { class: "utrecht-form-field-description dr-field__help", id: `${id}-help` }, help), errorLine(id),
    h("input", { class: "utrecht-textbox utrecht-textbox--html-input", id, type, value, autocomplete, "aria-describedby": `${help ? `${id}-help ` : ""}${id}-error` }));

/** Say what is wrong at a field of a form and bring the reader there. @param {string} id @param {string | null} sentence */
export const complain = (id, sentence) => {
  const input = /** @type {HTMLInputElement} */ (document.getElementById(id));
  const line = /** @type {HTMLElement} */ (document.getElementById(`${id}-error`));
  setError(line, sentence, input);
  if (sentence) input.focus();
};

/** @param {string} id */
export const typed = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value;

/** @typedef {{ value: string, label: string, icon?: string, tone?: "ok" | "danger" }} Choice */

/** Answer tiles: real radio buttons in a fieldset. `columns` two, three or four.
 * @param {{ name: string, legend: string, choices: Choice[], value: string, pick: (value: string) => unknown, columns?: number, hidden?: boolean, help?: string }} how */
export const tiles = ({ name, legend, choices, value, pick, columns = 3, hidden, help }) =>
  h("fieldset", { class: "utrecht-form-fieldset utrecht-form-fieldset--html-fieldset utrecht-form-fieldset__fieldset--html-fieldset dr-field dr-field--group dr-field--tiles", id: name, "aria-describedby": help && `${name}-help` },
    h("legend", { class: `utrecht-form-label dr-legend${hidden ? " dr-hidden" : ""}` }, legend),
    h("div", { class: `dr-tiles dr-tiles--${columns}` }, ...choices.map((choice) => {
      const id = `${name}-${choice.value || "none"}`;
      return h("div", { class: `dr-tile${choice.tone ? ` dr-tile--${choice.tone}` : ""}` },
        h("input", { class: "dr-tile__input", type: "radio", id, name, value: choice.value, checked: choice.value === value, on: { change: () => pick(choice.value) } }),
        h("label", { class: "dr-tile__label", for: id }, choice.icon && icon(choice.icon, "large"), h("span", {}, choice.label)));
    })),
    help && h("p", { class: "utrecht-form-field-description dr-field__help", id: `${name}-help` }, help));

/** A whole number with minus and plus; empty is "not counted".
 * @param {{ id: string, label: string, value: number | null, save: (count: number | null) => unknown, help?: string }} how */
export const counter = ({ id, label, value, save, help }) => {
  const error = errorLine(id);
  const input = h("input", { class: "dr-counter__number", id, inputmode: "numeric", autocomplete: "off", value: value ?? "", "aria-describedby": `${help ? `${id}-help ` : ""}${id}-error` });
  const keep = () => {
    const plain = input.value.trim();
    const good = plain === "" || (/^\d{1,4}$/.test(plain) && Number(plain) <= MOST_COUNTED);
    setError(error, good ? null : _("Fill in a whole number from 0 to 9,999."), input);
    if (good) save(plain === "" ? null : Number(plain));
  };
  /** @param {number} by */
  const step = (by) => () => {
    input.value = String(Math.min(MOST_COUNTED, Math.max(0, (Number.parseInt(input.value, 10) || 0) + by)));
    keep();
  };
  input.addEventListener("change", keep);
  return h("div", { class: "dr-field" }, h("label", { class: "utrecht-form-label", for: id }, label),
    help && h("p", { class: "utrecht-form-field-description dr-field__help", id: `${id}-help` }, help), error,
    h("div", { class: "dr-counter" },
      h("button", { class: "dr-counter__step", type: "button", "aria-label": _("One less: %(what)s", { what: label }), on: { click: step(-1) } }, icon("minus", "large")),
      input,
      h("button", { class: "dr-counter__step", type: "button", "aria-label": _("One more: %(what)s", { what: label }), on: { click: step(1) } }, icon("plus", "large"))));
};

/** @param {{ id: string, label: string, value: string, options: [string, string][], pick?: (value: string) => unknown }} how */
export const select = ({ id, label, value, options, pick }) =>
  h("div", { class: "dr-field" }, h("label", { class: "utrecht-form-label", for: id }, label), errorLine(id),
    h("select", { class: "utrecht-select utrecht-select--html-select", id, "aria-describedby": `${id}-error`, on: { change: (/** @type {Event} */ event) => pick?.(/** @type {HTMLSelectElement} */ (event.target).value) } },
      ...options.map(([key, name]) => h("option", { value: key, selected: key === value }, name))));

/** @param {number} done @param {number} total @param {string} words @param {string} href */
export const progressBar = (done, total, words, href) =>
  h("div", { class: "dr-progress" }, h("span", {}, words),
    svg("svg", { class: "dr-progress__bar", viewBox: `0 0 ${total} 1`, preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
      svg("rect", { class: "dr-term__whole", width: total, height: 1 }), svg("rect", { class: "dr-term__used", width: done, height: 1 })),
    h("a", { class: "utrecht-link utrecht-link--html-a", href }, _("All topics")));

/** @param {string} title @param {string} sentence @param {...Child} more */
export const empty = (title, sentence, ...more) =>
  h("section", { class: "dr-empty" }, h("h2", { class: "utrecht-heading-2" }, title), h("p", { class: "utrecht-paragraph" }, sentence), ...more);

/** @param {string} summary @param {...Child} inside */
export const help = (summary, ...inside) =>
  h("details", { class: "dr-help" }, h("summary", {}, icon("info"), h("span", {}, summary), icon("chevron-down")), ...inside);

export { fragment, h, icon };
