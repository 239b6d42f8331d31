// Who was present: functions and numbers. Never who somebody is or where somebody comes from.

import { functionOf } from "../labels.js";
import { card, counter, fragment, h, linkButton } from "../parts.js";
import { held } from "../store.js";
import { edit } from "../visits.js";
import { _ } from "../words.js";
import { barOf, dangerButton } from "./about.js";

/** @param {Visit} visit @returns {import("../frame.js").View} */
export const peopleScreen = (visit) => {
  const { there, along } = held.pack?.functions ?? { there: [], along: [] };
  /** @param {string} key */
  const one = (key) => counter({
    id: `present-${key}`, label: functionOf(key), value: visit.sheet.present?.[key] ?? null,
    save: (count) => edit(visit.id, (next) => {
      // The first number says that it was counted: whoever is not named at the place is then 0.
      const known = next.sheet.present ?? Object.fromEntries(there.map((other) => [other, 0]));
      if (count === null && along.includes(key)) delete known[key];
      else known[key] = count ?? 0;
      next.sheet.present = known;
    }),
  });
  return {
    ...barOf(visit), title: _("Who was present"), back: `#/visit/${visit.id}`,
    facts: [h("p", {}, _("Functions and numbers only. Never write down who somebody is or where somebody comes from."))],
    content: [fragment(
      card(h("h2", { class: "dr-item__title" }, _("At the place")), h("div", { class: "dr-pair" }, ...there.map(one))),
      card(h("h2", { class: "dr-item__title" }, _("Who came along")), h("div", { class: "dr-pair" }, ...along.map(one))))],
    dock: [dangerButton(visit), h("span", { class: "dr-dock__end" }, linkButton(_("To the summary"), `#/visit/${visit.id}/summary`, { tone: "primary" }))],
  };
};
