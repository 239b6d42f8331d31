// One topic of the checklist. A deviation opens in place; every answer is saved here at once.

import { now } from "../ids.js";
import { answerOf, counterOf, SEVERITIES } from "../labels.js";
import { button, counter, fragment, h, help, icon, linkButton, notice, progressBar, text, tiles } from "../parts.js";
import { fresh, itemsOf, restInOrder, severityOf, topicsOf } from "../sheet.js";
import * as store from "../store.js";
import { edit } from "../visits.js";
import { _, _n, localised, longDate, mark } from "../words.js";
import { barOf, dangerButton } from "./about.js";
import { photoPart } from "./photos.js";

/** @param {Visit} visit @param {string} id of the topic @param {string} [code] the item to begin at @returns {import("../frame.js").View | null} */
export const topicScreen = (visit, id, code) => {
  const pack = /** @type {Package} */ (store.held.pack);
  const order = topicsOf(pack, visit.sheet);
  const at = order.findIndex((topic) => topic.id === id);
  const topic = order[at];
  if (!topic) return null;
  const [before, after] = [order[at - 1], order[at + 1]];
  const items = itemsOf(pack, visit.sheet, id);
  return {
    ...barOf(visit), title: localised(topic.name), back: `#/visit/${visit.id}`, ...(code && { focus: `item-${code}` }),
    before: progressBar(at + 1, order.length, _("Topic %(number)s of %(total)s", { number: at + 1, total: order.length }), `#/visit/${visit.id}`),
    content: [...items.map(([key, item]) => itemCard(visit.id, key, item)), h("div", { id: "rest" }, restPart(visit.id, id, []))],
    dock: [dangerButton(visit), h("span", { class: "dr-dock__end" },
      before && linkButton(_("Previous"), `#/visit/${visit.id}/topic/${before.id}`, { wide: true }),
      after ? linkButton(_("Next topic"), `#/visit/${visit.id}/topic/${after.id}`, { tone: "primary" }) : linkButton(_("Who was present"), `#/visit/${visit.id}/people`, { tone: "primary" }))],
  };
};

/** @param {string} id */
const visitOf = (id) => /** @type {Visit} */ (store.visitOf(id));

/** Draw one item anew after its answer was changed as a whole. @param {string} visit @param {string} code @param {Item} item */
const redraw = (visit, code, item) => {
  const focused = document.activeElement?.id;
  document.getElementById(`item-${code}`)?.replaceWith(itemCard(visit, code, item));
  if (focused) document.getElementById(focused)?.focus();
};

/** @param {string} id @param {string} code @param {Item} item */
const itemCard = (id, code, item) => {
  const visit = visitOf(id);
  const answer = visit.sheet.answers[code];
  const open = visit.earlier.find((one) => one.item === code);
  const title = `item-${code}-title`;
  return h("section", { class: `dr-item va-item${answer?.state === "deviation" ? " dr-item--deviates" : ""}`, id: `item-${code}`, tabindex: -1, "aria-labelledby": title },
    h("div", { class: "dr-item__head" }, h("h2", { class: "dr-item__title", id: title }, localised(item.label)), h("span", { class: "dr-quiet" }, code)),
    open && h("p", { class: "dr-item__open" }, icon("triangle-alert"), h("span", {}, _("Still open since %(day)s: %(remark)s", { day: longDate(open.seen_on), remark: open.remark }))),
    tiles({
      name: `state-${code}`, legend: mark(_("Answer")) + ` ${localised(item.label)}`, hidden: true, value: answer?.state ?? "",
      choices: [
        { value: "in_order", label: answerOf("in_order"), icon: "check", tone: "ok" },
        { value: "deviation", label: answerOf("deviation"), icon: "triangle-alert", tone: "danger" },
        { value: "not_seen", label: answerOf("not_seen"), icon: "eye-off" },
      ],
      pick: async (value) => {
        await edit(id, (next) => {
          const known = next.sheet.answers[code];
          // What was written at a deviation comes back when the answer does; nothing typed is thrown away by a slip.
          next.sheet.answers[code] = { ...(known ?? fresh(/** @type {AnswerState} */ (value), now())), state: /** @type {AnswerState} */ (value), seen_at: now(), at_once: false };
        });
        redraw(id, code, item);
        if (!document.getElementById("undo")) document.getElementById("rest")?.replaceChildren(restPart(id, item.topic, []));
        if (value === "deviation") document.getElementById(`more-${code}`)?.scrollIntoView({ block: "nearest" });
      },
    }),
    answer?.state === "deviation" && more(id, code, item, answer));
};

/** @param {string} id @param {string} code @param {(answer: Answer) => void} mutate */
const answered = (id, code, mutate) => edit(id, (visit) => {
  const answer = visit.sheet.answers[code];
  if (answer) mutate(answer);
});

/** What belongs to a deviation. @param {string} id @param {string} code @param {Item} item @param {Answer} answer */
const more = (id, code, item, answer) => {
  const given = severityOf(item, answer);
  return h("div", { class: "dr-item__more va-more", id: `more-${code}` },
    tiles({
      name: `basis-${code}`, legend: _("How do you know this?"), columns: 2, value: answer.basis,
      choices: [{ value: "fact", label: _("Seen or heard myself (fact)") }, { value: "conclusion", label: _("Concluded (conclusion)") }],
      pick: (value) => answered(id, code, (next) => { next.basis = value; }),
    }),
    text({
      id: `remark-${code}`, label: _("What do you see?"), value: answer.remark, rows: 3, help: _("No names or numbers of documents. Use function and number of persons."),
      save: (typed) => answered(id, code, (next) => { next.remark = typed; }),
    }),
    photoPart(id, code),
    counters(id, code, item, answer),
    tiles({
      name: `severity-${code}`, legend: _("How serious?"), columns: 4, value: String(given),
      help: _("Proposal of the list: %(number)s. If you differ, we ask for a reason.", { number: item.severity }),
      choices: SEVERITIES.map((word, place) => ({ value: String(place + 1), label: `${place + 1} ${word()}` })),
      pick: async (value) => {
        await answered(id, code, (next) => { next.severity = Number(value) === item.severity ? null : Number(value); if (next.severity === null) next.severity_reason = ""; });
        redraw(id, code, item);
      },
    }),
    given !== item.severity && text({
      id: `reason-${code}`, label: _("Why does the severity differ from the proposal?"), value: answer.severity_reason, most: 300,
      save: (typed) => answered(id, code, (next) => { next.severity_reason = typed; }),
    }),
    text({
      id: `place-${code}`, label: _("Where in the building?"), value: answer.place, most: 200, optional: true,
      save: (typed) => answered(id, code, (next) => { next.place = typed; }),
    }),
    help(_("What does this say, and what not?"), ...proves(item)));
};

/** @param {string} id @param {string} code @param {Item} item @param {Answer} answer */
const counters = (id, code, item, answer) => {
  const keys = store.held.pack?.counters[item.topic] ?? [];
  return keys.length ? h("div", { class: "dr-pair" }, ...keys.map((key) => counter({
    id: `count-${key}-${code}`, label: counterOf(key), value: answer.counts[key] ?? null,
    save: (count) => answered(id, code, (next) => { if (count) next.counts[key] = count; else delete next.counts[key]; }),
  }))) : null;
};

/** What the item proves and what it does not. @param {Item} item */
const proves = (item) => item.says || item.says_not
  ? [item.says && h("p", {}, h("strong", {}, _("It says:")), " ", localised(item.says)), item.says_not && h("p", {}, h("strong", {}, _("It does not say:")), " ", localised(item.says_not))]
  : [h("p", {}, {
    V: _("This is a rule. A deviation is a violation by itself; it says nothing about exploitation."),
    I: _("This is a sign. Together with other facts it can point to exploitation; it proves nothing by itself."),
    B: _("This is a rule and a sign. The deviation is a violation; as a sign it proves nothing by itself."),
  }[item.kind])];

/** "The rest is in order": only what had no answer, with who said so and when; undone as long as the topic is open.
 * @param {string} id @param {string} topic @param {string[]} rested */
const restPart = (id, topic, rested) => {
  const pack = /** @type {Package} */ (store.held.pack);
  const items = itemsOf(pack, visitOf(id).sheet, topic);
  const left = items.filter(([code]) => !visitOf(id).sheet.answers[code]);
  /** @param {string[]} codes */
  const anew = (codes) => {
    for (const [code, item] of items) document.getElementById(`item-${code}`)?.replaceWith(itemCard(id, code, item));
    document.getElementById("rest")?.replaceChildren(restPart(id, topic, codes));
  };
  if (rested.length) {
    const undo = button(_("Undo"), async () => {
      await edit(id, (visit) => { for (const code of rested) if (visit.sheet.answers[code]?.at_once) delete visit.sheet.answers[code]; });
      anew([]);
    }, { icon: "undo-2", id: "undo" });
    return h("div", { class: "dr-item-after" }, notice("ok", null, [_n("%(num)d answer noted as in order at this time.", "%(num)d answers noted as in order at this time.", rested.length), undo], "status"));
  }
  if (!left.length) return fragment();
  return h("div", { class: "dr-item-after" },
    button(left.length === items.length ? _("Everything of this topic is in order") : _("The rest of this topic is in order"), async () => {
      /** @type {string[]} */
      let codes = [];
      await edit(id, (visit) => { codes = restInOrder(pack, visit.sheet, topic, now()); });
      anew(codes);
      document.getElementById("undo")?.focus();
    }, { icon: "check-check" }),
    h("p", { class: "dr-small" }, _("We note that you established this at this time.")));
};

