// About this tablet: how safely it keeps, what it may show, and emptying it.

import { call } from "../api.js";
import { go } from "../go.js";
import { button, card, fragment, groupTitle, h, notice } from "../parts.js";
import { keepForGood } from "../register.js";
import { erase, held, note, settings, waiting } from "../store.js";
import * as vault from "../vault.js";
import { LANGUAGES, _, _n, current, longDate } from "../words.js";

/** @returns {Promise<import("../frame.js").View>} */
export const deviceScreen = async () => {
  const [record, { count }] = await Promise.all([vault.wrapped(), waiting()]);
  const { device } = held;
  const persisted = device ? (await navigator.storage?.persisted?.()) ?? false : false;
  const standalone = matchMedia("(display-mode: standalone)").matches;
  return {
    title: _("This tablet"), bar: _("Visits"), under: "", back: "#/",
    content: [
      h("dl", { class: "dr-card va-facts" },
        fact(_("Opened with"), record?.how === "passkey" ? _("the lock of the tablet") : _("a passphrase")),
        fact(_("Locks by itself"), _("after %(num)d minutes without a touch", { num: settings().idle_minutes })),
        fact(_("Erased by itself"), _("a day after the office has a visit; everything when nobody unlocks it for %(days)s days", { days: settings().days_without_unlock })),
        fact(_("On the home screen"), standalone ? _("yes") : _("no")),
        fact(_("The browser keeps the store"), persisted ? _("for good") : _("until it wants the room")),
        device && fact(_("In use since"), longDate(device.registered_at))),
      persisted ? null : notice("warn", _("The browser may throw this store away"), [_("Put Drempel on the home screen of this tablet, and open it from there. On an iPad that is needed: without it everything goes after seven days."), button(_("Ask the browser again"), async () => { await note({ persisted: await keepForGood() }); go("#/device"); })]),
      fragment(groupTitle(_("Language")), h("div", { class: "dr-card va-languages" }, ...Object.entries(LANGUAGES).map(([code, name]) =>
        h("button", { class: "va-language", type: "button", lang: code, "aria-pressed": code === current() ? "true" : "false", on: { click: () => go.speak(code) } }, name)))),
      fragment(groupTitle(_("Empty this tablet")), wipePart(count)),
    ],
  };
};

/** @param {string} name @param {string} value */
const fact = (name, value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));

/** @param {number} count */
const wipePart = (count) => {
  const holder = h("div", { class: "va-after" });
  const first = button(_("Empty this tablet"), () => {
    holder.replaceChildren(notice("danger", count ? _n("%(num)d visit was not sent and will be lost", "%(num)d visits were not sent and will be lost", count) : null, [
      _("This cannot be undone."), button(_("Erase everything"), wipe, { tone: "danger" }),
    ]));
  }, { icon: "trash-2" });
  return card(h("p", {}, _("Before the tablet goes to somebody else. The passphrase goes too.")), holder, h("div", { class: "dr-button-group va-after" }, first));
};

/** The office is told, so that it does not wait for this tablet; without a network it is erased all the same. */
const wipe = async () => {
  if (held.token && navigator.onLine) await call("DELETE", `/devices/${held.device?.device_id}`).catch(() => undefined);
  await erase("by-hand");
  location.hash = "#/";
  location.reload();
};
