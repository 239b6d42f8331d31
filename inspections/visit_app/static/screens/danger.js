// Danger now, or a minor: whom to call. Works without a network; only the time is kept.

import { card, groupTitle, h, icon, linkButton, notice } from "../parts.js";
import { held } from "../store.js";
import { _, localised } from "../words.js";
import { barOf } from "./about.js";

/** @param {Visit} visit @returns {import("../frame.js").View} */
export const dangerScreen = (visit) => {
  const numbers = held.pack?.danger ?? [];
  const [first, minors] = [numbers.filter((one) => !one.minors), numbers.filter((one) => one.minors)];
  return {
    ...barOf(visit), title: _("Danger now"), back: `#/visit/${visit.id}`,
    facts: [h("p", {}, _("Go to a safe place first. Call, then stay with somebody you trust."))],
    content: [
      list(first), minors.length ? groupTitle(_("When a minor is there")) : null, minors.length ? list(minors) : null,
      notice("info", null, [_("Only the time at which you opened this page is kept. What happened, you write down later.")]),
    ],
    dock: [h("span", { class: "dr-dock__end" }, linkButton(_("Back to the visit"), `#/visit/${visit.id}`))],
  };
};

/** @param {Package["danger"]} numbers */
const list = (numbers) => h("ul", { class: "dr-numbers" }, ...numbers.map((one) =>
  h("li", {}, card(h("a", { class: "dr-number", href: `tel:${one.number.replaceAll(" ", "")}` }, icon("phone", "tablet"), h("span", {}, h("strong", {}, one.number), h("span", {}, localised(one.name))))))));
