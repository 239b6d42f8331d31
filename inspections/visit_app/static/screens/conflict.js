// Two versions of the same answer: a person chooses, nothing is chosen beforehand, and both stay with the office.

import { go } from "../go.js";
import { answerOf, counted, counterOf, functionOf } from "../labels.js";
import { button, h, icon, linkButton, notice } from "../parts.js";
import { decide, sendSoon } from "../send.js";
import { rebase } from "../sheet.js";
import { held } from "../store.js";
import { _, _n, clockTime, localised } from "../words.js";
import { barOf } from "./about.js";

/** @param {Visit} visit @returns {import("../frame.js").View | null} */
export const conflictScreen = (visit) => {
  const { conflict } = visit;
  const pack = held.pack;
  if (!conflict || !pack) return null;
  const { fields, theirs } = conflict;
  /** @type {Record<string, "mine" | "theirs">} */
  const chosen = {};
  const left = h("span", { class: "dr-quiet", role: "status" });
  const count = () => {
    const open = fields.filter((field) => !chosen[field]).length;
    left.textContent = open ? _n("%(num)d choice left", "%(num)d choices left", open) : _("All chosen");
    return open;
  };
  count();
  const merged = Object.keys(rebase(visit.sheet, visit.base ?? theirs.sheet, theirs.sheet).answers).length - fields.length;
  return {
    ...barOf(visit), title: _("Two versions of the same answer"), back: "#/waiting", under: visit.number,
    facts: [h("p", {}, conflict.changed_by
      ? _n("You and %(name)s changed the same answer. Nothing is lost: both versions stay in the file.", "You and %(name)s changed the same %(num)d answers. Choose for each. Nothing is lost: both versions stay in the file.", fields.length, { name: conflict.changed_by })
      : _("You and the office changed the same answers. Choose for each. Nothing is lost: both versions stay in the file."))],
    content: [
      ...fields.map((field, place) => {
        const item = pack.items[field];
        const title = item ? localised(item.label) : partOf(field);
        return h("fieldset", { class: "dr-item va-conflict" },
          h("legend", { class: "dr-item__title" }, title, " ", h("span", { class: "dr-quiet" }, item ? `${field} · ` : "", _("%(number)s of %(total)s", { number: place + 1, total: fields.length }))),
          h("div", { class: "dr-versions" },
            version(field, "mine", visit.sheet, theirs.sheet, pack.person.name, () => { chosen[field] = "mine"; count(); }),
            version(field, "theirs", theirs.sheet, visit.sheet, conflict.changed_by, () => { chosen[field] = "theirs"; count(); })));
      }),
      merged > 0 ? notice("ok", _("Already joined, nothing to do here"), [_n("%(num)d other answer, and all photos and notes.", "%(num)d other answers, and all photos and notes.", merged)]) : null,
    ],
    dock: [left, h("span", { class: "dr-dock__end" }, linkButton(_("Later"), "#/waiting"), button(_("Save my choices"), async () => {
      if (count()) {
        /** @type {HTMLElement | null} */ (document.querySelector(".va-conflict:not(:has(:checked)) input"))?.focus();
        return;
      }
      await decide(visit.id, chosen);
      sendSoon(0);
      go("#/waiting");
    }, { tone: "primary" }))],
  };
};

/** @param {string} field */
const partOf = (field) => field === "present" ? _("Who was present") : field === "signature" ? _("Signature of the operator") : _("What does the operator say about it?");

/** @param {string} field @param {"mine" | "theirs"} side @param {Sheet} own @param {Sheet} other @param {string} name @param {() => void} pick */
const version = (field, side, own, other, name, pick) => {
  const id = `${side}-${field}`;
  const answer = own.answers[field];
  return h("div", { class: "dr-version" },
    h("div", { class: "dr-choice-line" }, h("input", { class: "utrecht-radio-button utrecht-radio-button--html-input", type: "radio", id, name: `keep-${field}`, value: side, on: { change: pick } }),
      h("label", { class: "utrecht-form-label utrecht-form-label--radio", for: id }, icon(side === "mine" ? "tablet" : "building-2"), " ", side === "mine" ? _("This tablet") : _("Office"))),
    h("p", { class: "dr-small" }, [name, answer?.seen_at && clockTime(answer.seen_at)].filter(Boolean).join(", ")),
    h("dl", { class: "dr-version__facts" }, ...lines(field, own, other).map(([label, value, was]) => h("div", {}, h("dt", {}, label), h("dd", {}, ...marked(value, was))))));
};

/** What a version says: label, value, value of the other side. @param {string} field @param {Sheet} own @param {Sheet} other @returns {[string, string, string][]} */
const lines = (field, own, other) => {
  if (field === "present") return [[_("Who was present"), people(own), people(other)]];
  if (field === "operator_remark") return [[_("What does the operator say about it?"), own.operator_remark, other.operator_remark]];
  if (field === "signature") return [[_("Signature of the operator"), own.signature ? _("signed") : _("not signed"), other.signature ? _("signed") : _("not signed")]];
  /** @param {Answer | undefined} one */
  const said = (one) => one ? [answerOf(one.state) + (one.severity ? ", " + _("severity %(number)s", { number: one.severity }) : ""), one.remark, counted(one.counts, counterOf)] : [_("not answered"), "", ""];
  const [mine, theirs] = [said(own.answers[field]), said(other.answers[field])];
  const labels = [_("Answer"), _("What was seen"), _("Counted")];
  return labels.flatMap((label, place) => mine[place] || theirs[place] ? [/** @type {[string, string, string]} */ ([label, mine[place] ?? "", theirs[place] ?? ""])] : []);
};

/** @param {Sheet} sheet */
const people = (sheet) => sheet.present ? counted(sheet.present, functionOf) : _("not yet filled in");

/** The words with those marked that the other version does not have. @param {string} value @param {string} other @returns {import("../draw.js").Child[]} */
const marked = (value, other) => {
  if (!value) return [_("nothing")];
  const known = new Set(other.split(/\s+/));
  const parts = value.split(/(\s+)/);
  /** @type {import("../draw.js").Child[]} */
  const out = [];
  let run = "";
  const flush = () => { if (run.trim()) out.push(h("mark", {}, run.trimEnd()), /\s$/.test(run) ? " " : ""); run = ""; };
  for (const part of parts) {
    if (!part.trim()) { if (run) run += part; else out.push(part); } else if (known.has(part)) { flush(); out.push(part); } else run += part;
  }
  flush();
  return out;
};
