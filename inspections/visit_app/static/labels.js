// The words for kinds, reasons, counters and functions, as inspections/words.py has them for the desk.

import { _, mark } from "./words.js";

/** @type {Record<string, { word: () => string, icon: string, tone: "grey" | "blue" }>} */
const KINDS = {
  first: { word: () => _("First visit"), icon: "door-open", tone: "blue" },
  periodic: { word: () => _("Periodic"), icon: "calendar", tone: "grey" },
  "follow-up": { word: () => _("Follow-up"), icon: "refresh-cw", tone: "blue" },
  extra: { word: () => _("Extra visit"), icon: "plus", tone: "blue" },
};
/** @param {string} kind */
export const kindOf = (kind) => KINDS[kind] ?? { word: () => kind, icon: "calendar", tone: /** @type {const} */ ("grey") };

/** @type {Record<string, () => string>} */
const REASONS = {
  "first-visit": () => _("First visit after the permit was granted"),
  unplanned: () => _("Visit without a plan"),
  "periodic-visit": () => _("Periodic visit of the sector"),
  "violations-open": () => _("Violations of the last visit are still open"),
  "after-warning": () => _("The term to mend after a warning has ended"),
};
/** What an officer typed is shown as it was typed. @param {string} reason */
export const reasonOf = (reason) => REASONS[reason]?.() ?? reason;

/** @type {Record<string, () => string>} */
const COUNTERS = {
  persons: () => _("Persons concerned"),
  "sleeping-places": () => _("Sleeping places"),
  sleepers: () => _("Persons who sleep here"),
};
/** @param {string} key */
export const counterOf = (key) => COUNTERS[key]?.() ?? key;

/** @type {Record<string, () => string>} */
const FUNCTIONS = {
  operator: () => _("Operator"),
  manager: () => _("Manager"),
  "at-work": () => _("Persons at work"),
  visitors: () => _("Visitors or customers"),
  police: () => _("Police"),
  "labour-inspectorate": () => _("Labour inspectorate"),
  "other-services": () => _("Other services"),
  interpreter: () => _("Interpreter"),
};
/** @param {string} key */
export const functionOf = (key) => FUNCTIONS[key]?.() ?? key;

/** @type {Record<AnswerState, () => string>} */
const ANSWERS = { in_order: () => _("In order"), deviation: () => _("Deviation"), not_seen: () => _("Not looked at") };
/** @param {AnswerState} state */
export const answerOf = (state) => ANSWERS[state]();

export const SEVERITIES = [() => _("Slight"), () => _("Moderate"), () => _("Serious"), () => _("Very serious")];

/** "Sleeping places: 4 · Persons who sleep here: 2" @param {Record<string, number>} counts @param {(key: string) => string} nameOf */
export const counted = (counts, nameOf) => Object.entries(counts).map(([key, count]) => `${mark(nameOf(key))} ${count}`).join(" · ");
