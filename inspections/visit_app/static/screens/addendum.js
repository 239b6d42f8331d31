// What was wrong or forgotten in a sealed visit: it stands beside the report, which stays as it is.

import { go } from "../go.js";
import { button, card, complain, h, refusedNumber, text, typed } from "../parts.js";
import { looksLikeIdentityNumber } from "../privacy.js";
import { writeAddendum } from "../visits.js";
import { _ } from "../words.js";
import { barOf } from "./about.js";

/** @param {Visit} visit @returns {import("../frame.js").View} */
export const addendumScreen = (visit) => ({
  ...barOf(visit), title: _("Add an addendum"), back: `#/visit/${visit.id}`,
  facts: [h("p", {}, _("The sealed report stays as it is. Your addendum is shown beside it, with your name and the time."))],
  content: [card(h("div", { class: "va-tall" }, text({
    id: "addendum", label: _("What was wrong or forgotten?"), value: visit.own_addenda.find((one) => !one.ready)?.text ?? "", rows: 8,
    help: _("No names or numbers of documents. Use function and number of persons."),
    save: (words) => writeAddendum(visit.id, words, false),
  })))],
  dock: [h("span", { class: "dr-dock__end" }, button(_("Add the addendum"), async () => {
    const words = typed("addendum");
    const wrong = looksLikeIdentityNumber(words) ? refusedNumber() : words.trim() ? null : _("Write down what was wrong or forgotten.");
    complain("addendum", wrong);
    if (wrong) return;
    await writeAddendum(visit.id, words, true);
    go(`#/visit/${visit.id}`);
  }, { tone: "primary" }))],
});
