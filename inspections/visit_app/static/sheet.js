// What may be asked of a visit sheet; the same rules as inspections/sheet.py. Pure: values in, values out.

import { _ } from "./words.js";

export const MOST_COUNTED = 9999;

/** @param {string[]} items @returns {Sheet} */
export const emptySheet = (items) => ({
  items, answers: {}, present: null, notes: {}, danger_at: [], started_at: null, left_at: null, operator_remark: "", signature: "",
});

/** @param {string[]} list @param {string[]} stillOpen items looked at again, whatever the list says */
export const itemsFor = (list, stillOpen) => [...list, ...new Set(stillOpen.filter((code) => !list.includes(code)))];

/** @param {AnswerState} state @param {string} at @param {boolean} [atOnce] @returns {Answer} */
export const fresh = (state, at, atOnce = false) => ({
  state, basis: "", remark: "", counts: {}, severity: null, severity_reason: "", place: "", seen_at: at, at_once: atOnce,
});

/** @param {Package} pack @param {Sheet} sheet @returns {Topic[]} the topics of the sheet in reading order */
export const topicsOf = (pack, sheet) => {
  const used = new Set(sheet.items.map((code) => pack.items[code]?.topic));
  return pack.topics.filter((topic) => used.has(topic.id));
};

/** @param {Package} pack @param {Sheet} sheet @param {string} topic @returns {[string, Item][]} */
export const itemsOf = (pack, sheet, topic) =>
  sheet.items.flatMap((code) => { const item = pack.items[code]; return item?.topic === topic ? [/** @type {[string, Item]} */ ([code, item])] : []; });

/** @param {Item} item @param {Answer} answer */
export const severityOf = (item, answer) => answer.severity ?? item.severity;

/** A flag starts a conversation and proves nothing. @param {Item} item @param {Answer} answer */
export const isFlag = (item, answer) => answer.state === "deviation" && item.kind !== "V" && severityOf(item, answer) >= 3;

/** @param {Package} pack @param {Sheet} sheet @returns {[string, Item, Answer][]} */
export const deviations = (pack, sheet) =>
  sheet.items.flatMap((code) => {
    const [item, answer] = [pack.items[code], sheet.answers[code]];
    return item && answer?.state === "deviation" ? [/** @type {[string, Item, Answer]} */ ([code, item, answer])] : [];
  });

/** @param {Sheet} sheet */
export const unanswered = (sheet) => sheet.items.filter((code) => !sheet.answers[code]);

/** Every unanswered item of the topic becomes "in order"; what was answered stays. Returns the codes.
 * @param {Package} pack @param {Sheet} sheet @param {string} topic @param {string} at @returns {string[]} */
export const restInOrder = (pack, sheet, topic, at) => {
  const codes = itemsOf(pack, sheet, topic).map(([code]) => code).filter((code) => !sheet.answers[code]);
  for (const code of codes) sheet.answers[code] = fresh("in_order", at, true);
  return codes;
};

/** @typedef {{ sentence: string, topic: string | null, code: string | null }} Lack */

/** What must be mended before sealing. @param {Package} pack @param {Sheet} sheet @returns {Lack[]} */
export const whatLacks = (pack, sheet) => {
  /** @type {Lack[]} */
  const lacks = [];
  if (!Object.keys(sheet.answers).length) lacks.push({ sentence: _("Nothing has been answered yet. Answer at least one item."), topic: null, code: null });
  for (const [code, item, answer] of deviations(pack, sheet)) {
    const { topic } = item;
    if (!answer.remark.trim()) lacks.push({ sentence: _("%(code)s: write down what you see.", { code }), topic, code });
    if (!answer.basis) lacks.push({ sentence: _("%(code)s: choose whether you saw this yourself or concluded it.", { code }), topic, code });
    if (severityOf(item, answer) !== item.severity && !answer.severity_reason.trim()) lacks.push({ sentence: _("%(code)s: say why the severity differs from the proposal.", { code }), topic, code });
  }
  if (sheet.present === null) lacks.push({ sentence: _("Fill in how many people were present, by function. Nobody is 0."), topic: "people-present", code: null });
  return lacks;
};

/** Whether two values say the same, whatever the order of their keys. @param {unknown} one @param {unknown} other @returns {boolean} */
export const same = (one, other) => {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const [a, b] = [/** @type {Record<string, unknown>} */ (one), /** @type {Record<string, unknown>} */ (other)];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key], b[key]));
};

const PARTS = /** @type {const} */ (["present", "operator_remark", "signature"]);
const MOMENTS = /** @type {const} */ (["started_at", "left_at"]);

/** @param {Answer | undefined} answer */
const said = (answer) => answer && { ...answer, by: undefined };

/** Which questions both sides changed since `base`, each in another way: item codes, and parts of the sheet by name.
 * @param {Sheet} mine @param {Sheet} base @param {Sheet} theirs @returns {string[]} */
export const bothChanged = (mine, base, theirs) => {
  const codes = [...new Set([...Object.keys(mine.answers), ...Object.keys(theirs.answers), ...Object.keys(base.answers)])].sort();
  /** @param {unknown} one @param {unknown} was @param {unknown} other */
  const clash = (one, was, other) => !same(one, was) && !same(other, was) && !same(one, other);
  return [
    ...codes.filter((code) => clash(said(mine.answers[code]), said(base.answers[code]), said(theirs.answers[code]))),
    ...PARTS.filter((part) => clash(mine[part], base[part], theirs[part])),
  ];
};

/** What is mine put on top of what is theirs: what I did not change since `base` is theirs; notes and moments add up.
 * @param {Sheet} mine @param {Sheet} base @param {Sheet} theirs @returns {Sheet} */
export const rebase = (mine, base, theirs) => {
  const next = structuredClone(theirs);
  for (const code of new Set([...Object.keys(mine.answers), ...Object.keys(base.answers)])) {
    const own = mine.answers[code];
    if (same(said(own), said(base.answers[code]))) continue;
    if (own) next.answers[code] = structuredClone(own);
    else delete next.answers[code];
  }
  if (!same(mine.present, base.present)) next.present = structuredClone(mine.present);
  if (mine.operator_remark !== base.operator_remark) next.operator_remark = mine.operator_remark;
  if (mine.signature !== base.signature) next.signature = mine.signature;
  for (const moment of MOMENTS) next[moment] = mine[moment] !== base[moment] ? mine[moment] : next[moment];
  for (const [id, note] of Object.entries(mine.notes)) if (!base.notes[id]) next.notes[id] = note;
  next.danger_at = [...new Set([...next.danger_at, ...mine.danger_at.filter((at) => !base.danger_at.includes(at))])].sort();
  return next;
};
