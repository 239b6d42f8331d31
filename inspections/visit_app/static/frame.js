// The frame of every screen: bar with place and save state, one column, a dock at the bottom. One screen at a time.

import { h, icon, svg } from "./draw.js";
import { progress } from "./send.js";
import { held, visitOf } from "./store.js";
import { isOpen } from "./vault.js";
import { _, _n, age, clockTime } from "./words.js";

/** @typedef {import("./draw.js").Child} Child */

/** What a screen says of itself. `back`: where the arrow leads; none shows the mark of the house. `live`: drawn anew when
 * something changed elsewhere. `bar` and `under`: the two lines of the bar.
 * @typedef {{ title: string, tab?: string, bar: string, under?: string, back?: string | null, before?: Child, facts?: Child[], content: Child[], dock?: Child[] | null, live?: boolean, visit?: string | null, focus?: string }} View */

/** Waiting longer than this is said on every screen. */
const LONG_WAIT = 4 * 3_600_000;

/** The save state: what is here, what waits, what was sent. Five texts, no more.
 * @param {string | null} id of the visit on the screen @returns {{ state: string, shape: string, words: string, short: string }} */
const standing = (id) => {
  const visits = [...held.visits.values()];
  const choices = visits.reduce((sum, visit) => sum + (visit.conflict?.fields.length ?? 0), 0);
  const waiting = visits.filter((visit) => visit.waiting_since);
  const here = id ? visitOf(id) : null;
  const offline = !navigator.onLine || progress.phase === "offline";
  if (choices && !here) return { state: "choose", shape: "git-compare", ...twice(_n("%(num)d choice needed", "%(num)d choices needed", choices)) };
  if (here?.waiting_since && here.saved_at) {
    const time = clockTime(here.saved_at);
    return { state: "here", shape: "tablet", words: offline ? _("Saved here %(time)s · waits for a network", { time }) : _("Saved here %(time)s", { time }), short: _("saved %(time)s", { time }) };
  }
  if (offline && !waiting.length) return { state: "offline", shape: "wifi-off", ...twice(_("No network")) };
  if (waiting.length) return { state: "waiting", shape: "cloud-upload", ...twice(_n("%(num)d visit waits", "%(num)d visits wait", waiting.length)) };
  return { state: "sent", shape: "cloud-check", ...twice(_("Everything sent")) };
};
/** @param {string} words */
const twice = (words) => ({ words, short: words });

/** What a long name needs of the bar: a line of its own on a phone, and a save state that says less on a tablet.
 * @param {string} name */
const roomFor = (name) => (name.length > 24 ? " va-bar--long" : "") + (name.length > 34 ? " va-bar--longer" : "");

/** @param {string | null} id */
const saveState = (id) => {
  const { state, shape, words, short } = standing(id);
  return h("a", { class: `dr-save dr-save--${state} va-save`, href: "#/waiting", "aria-label": _("%(state)s. Show what waits", { state: words }) },
    icon(shape), h("span", { class: "dr-wide-only" }, words), h("span", { class: "va-narrow-only" }, short));
};

const markOfTheHouse = () =>
  h("span", { class: "dr-visit-bar__mark" }, svg("svg", { class: "dr-mark", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: "M6 19V4h12v15", fill: "none", stroke: "currentColor", "stroke-width": 2 }), svg("path", { class: "dr-mark__threshold", d: "M2 20h20", fill: "none", "stroke-width": 3 })));

/** What every screen says while something has waited too long. */
const longWait = () => {
  const since = [...held.visits.values()].flatMap((visit) => visit.waiting_since ?? []).sort()[0];
  if (!since || Date.now() - Date.parse(since) < LONG_WAIT) return null;
  return h("div", { class: "dr-notice dr-notice--warn" }, icon("triangle-alert"), h("div", { class: "dr-notice__text" },
    h("p", {}, _("Work has waited here for %(age)s. Bring the tablet within reach of a network.", { age: age(since) }))));
};

/** @type {View | null} */
let shown = null;
const place = () => /** @type {HTMLElement} */ (document.getElementById("app"));
const status = h("div", { class: "dr-hidden", role: "status", id: "state-said" });

/** @param {View} view @param {() => void} lock */
const drawn = (view, lock) => [
  h("a", { class: "utrecht-skip-link utrecht-skip-link--visible-on-focus", href: "#content", on: { click: (/** @type {Event} */ event) => { event.preventDefault(); document.getElementById("content")?.focus(); } } }, _("To the content")),
  h("header", { class: "dr-header" }, h("div", { class: `dr-visit-bar${roomFor(view.bar)}` },
    view.back ? h("a", { class: "dr-visit-bar__button", href: view.back, "aria-label": _("Back") }, icon("arrow-left", "large")) : markOfTheHouse(),
    h("p", { class: "dr-visit-bar__place" }, h("strong", {}, view.bar), " ", h("span", { class: view.back ? "dr-wide-only" : null }, view.under ?? "")),
    isOpen() && h("div", { id: "save-state" }, saveState(view.visit ?? null)),
    isOpen() && h("button", { class: `dr-visit-bar__button${view.back ? " dr-wide-only" : ""}`, type: "button", "aria-label": _("Lock"), on: { click: lock } }, icon("lock", "large")))),
  h("main", { id: "content", tabindex: -1, class: "dr-visit-page" }, isOpen() && longWait(), view.before,
    h("div", { class: "dr-title" }, h("div", { class: "dr-title__text" }, h("h1", { class: "utrecht-heading-1" }, view.title), ...(view.facts ?? []))),
    ...view.content),
  ...(view.dock ? [h("footer", { class: "dr-dock", "aria-label": _("Actions") }, h("div", {}, ...view.dock))] : []),
];

/** Put a screen on the page. A screen that was asked for gets the focus; one that is drawn anew leaves it where it is.
 * @param {View} view @param {() => void} lock @param {boolean} anew */
export const show = (view, lock, anew) => {
  const parts = drawn(view, lock);
  const holder = h("div", { class: "va-app" }, ...parts);
  if (anew && holder.innerHTML === [...place().children].filter((one) => one !== status).map((one) => one.outerHTML).join("")) return;
  const focused = document.activeElement?.id;
  place().replaceChildren(...holder.childNodes, status);
  // The browser writes titles into its history, in clear: never the name of a place.
  document.title = `${view.tab ?? view.title} · Drempel`;
  if (anew) { if (focused) document.getElementById(focused)?.focus(); }
  else {
    scrollTo(0, 0);
    const aim = view.focus ? document.getElementById(view.focus) : null;
    (aim ?? document.getElementById("content"))?.focus({ preventScroll: !aim });
    aim?.scrollIntoView({ block: "start" });
  }
  shown = view;
};

/** Say the save state again; a screen reader hears it once it changed. */
export const refreshState = () => {
  const holder = document.getElementById("save-state");
  if (!holder || !shown) return;
  const fresh = saveState(shown.visit ?? null);
  if (fresh.outerHTML === holder.firstElementChild?.outerHTML) return;
  const focused = holder.contains(document.activeElement);
  holder.replaceChildren(fresh);
  if (focused) fresh.focus();
  status.textContent = standing(shown.visit ?? null).words;
};
