// One visit: what was open last time, the conditions of the permit, the topics, times and notes.

import { go } from "../go.js";
import { newId, now } from "../ids.js";
import { kindOf, reasonOf } from "../labels.js";
import { badge, button, card, fragment, groupTitle, h, icon, linkButton, notice, text } from "../parts.js";
import { itemsOf, topicsOf } from "../sheet.js";
import { held } from "../store.js";
import { begin, edit } from "../visits.js";
import { _, _n, atTime, clockTime, localised, longDate, timeOfDay } from "../words.js";
import { barOf, dangerButton, severity } from "./about.js";
import { addendumButton, reportParts } from "./summary.js";
import { opening } from "./today.js";

/** @param {Visit} visit @returns {import("../frame.js").View} */
export const visitScreen = (visit) => {
  const pack = /** @type {Package} */ (held.pack);
  const kind = kindOf(visit.kind);
  const hours = opening(visit);
  return {
    ...barOf(visit), title: visit.place.name, tab: _("Visit"), back: "#/", live: visit.state === "sealed",
    facts: [
      h("p", {}, [visit.place.address, visit.place.postal_code, visit.place.city].filter(Boolean).join(", "), hours && h("span", { class: "dr-quiet" }, ` · ${hours}`)),
      h("div", { class: "dr-facts-line" }, badge(kind.word(), kind.icon, kind.tone), " ", h("span", {}, [visit.number, visit.reason && reasonOf(visit.reason)].filter(Boolean).join(" · "))),
    ],
    content: visit.state === "sealed" ? reportParts(visit) : [
      visit.conflict && notice("warn", _("Two versions of the same answer"), [_("You and the office changed the same answers."), linkButton(_("Choose"), `#/visit/${visit.id}/choose`, { icon: "git-compare" })]),
      visit.refused && notice("danger", _("The office did not accept this"), [visit.refused, _("Everything is still here. Mend it, and it is sent again.")]),
      earlier(visit, pack), permit(visit),
      visit.state === "under-way" ? fragment(topics(visit, pack), times(visit), notes(visit)) : notice("info", _("The visit has not begun"), [_("Starting the visit notes the time and opens the checklist.")]),
    ],
    dock: visit.state === "sealed" ? [h("span", { class: "dr-dock__end" }, addendumButton(visit))] : visit.state === "under-way"
      ? [dangerButton(visit), h("span", { class: "dr-dock__end" }, linkButton(_("To the summary"), `#/visit/${visit.id}/summary`, { tone: "primary" }))]
      : [h("span", { class: "dr-dock__end" }, button(_("Start the visit"), async () => { await begin(visit.id); go(`#/visit/${visit.id}`); }, { tone: "primary" }))],
  };
};

/** @param {Visit} visit @param {Package} pack */
const earlier = (visit, pack) => {
  if (!visit.earlier.length) return null;
  return h("section", { "aria-labelledby": "still-open" },
    h("h2", { class: "dr-group-title", id: "still-open" }, _n("%(num)d violation still open from last time", "%(num)d violations still open from last time", visit.earlier.length)),
    ...visit.earlier.map((one) => {
      const item = pack.items[one.item];
      const label = item ? localised(item.label) : one.item;
      const answer = visit.sheet.answers[one.item];
      return h("div", { class: "dr-card" },
        h("div", { class: "dr-item__head" }, h("h3", { class: "dr-item__title" }, visit.state === "under-way" && item ? h("a", { href: `#/visit/${visit.id}/topic/${item.topic}/${one.item}` }, label) : label), h("span", { class: "dr-quiet" }, one.item)),
        h("p", {}, one.remark),
        h("p", { class: "dr-badges" }, severity(one.severity), " ", answer ? badge(_("looked at again"), "check", "outlined") : null, " ", h("span", { class: "dr-quiet" }, _("seen on %(day)s", { day: longDate(one.seen_on) }))));
    }));
};

/** @param {Visit} visit */
const permit = (visit) => {
  if (!visit.permit) return visit.version ? notice("warn", _("No permit known"), [_("The register holds no valid permit for this place.")]) : null;
  const { number, valid_until, suspended, conditions } = visit.permit;
  return fragment(
    suspended && notice("warn", _("Permit suspended"), [_("The permit of this place is suspended.")]),
    h("details", { class: "dr-card va-fold", open: conditions.length > 0 && conditions.length < 4 },
      h("summary", {}, icon("file-check"), h("span", {}, _("Permit %(number)s", { number }), valid_until ? h("span", { class: "dr-quiet" }, ", ", _("valid until %(day)s", { day: longDate(valid_until) })) : null), icon("chevron-down")),
      conditions.length ? h("ul", { class: "va-list" }, ...conditions.map((one) => h("li", {}, one))) : h("p", {}, _("No conditions beside those of the law."))));
};

/** @param {Visit} visit @param {Package} pack */
const topics = (visit, pack) => fragment(
  groupTitle(_("Topics"), "topics"),
  h("ol", { class: "dr-topics" },
    ...topicsOf(pack, visit.sheet).map((topic) => {
      const items = itemsOf(pack, visit.sheet, topic.id);
      const done = items.filter(([code]) => visit.sheet.answers[code]).length;
      const wrong = items.filter(([code]) => visit.sheet.answers[code]?.state === "deviation").length;
      return row(`#/visit/${visit.id}/topic/${topic.id}`, localised(topic.name),
        wrong ? badge(_n("%(num)d deviation", "%(num)d deviations", wrong), "triangle-alert", "yellow") : null, " ",
        done === items.length ? badge(_("filled in"), "check", "outlined") : h("span", { class: "dr-quiet" }, _("%(done)s of %(total)s", { done, total: items.length })));
    }),
    row(`#/visit/${visit.id}/people`, _("Who was present"), visit.sheet.present ? badge(_("filled in"), "check", "outlined") : h("span", { class: "dr-quiet" }, _("not yet filled in")))));

/** @param {string} href @param {string} name @param {...import("../draw.js").Child} state */
const row = (href, name, ...state) =>
  h("li", { class: "dr-topic" }, h("a", { href }, h("span", { class: "dr-topic__name" }, name), h("span", { class: "dr-topic__state" }, ...state), icon("chevron-right", "large")));

/** Start and end can be put right: a tablet is sometimes opened only in the car afterwards. @param {Visit} visit */
const times = (visit) => {
  /** @param {"started_at" | "left_at"} which @param {string} label */
  const time = (which, label) => {
    const value = visit.sheet[which];
    const id = `time-${which}`;
    return h("div", { class: "dr-field" }, h("label", { class: "utrecht-form-label", for: id }, label),
      h("input", {
        class: "utrecht-textbox utrecht-textbox--html-input dr-width-10", type: "time", id, value: value ? timeOfDay(value) : "",
        on: { change: (/** @type {Event} */ event) => {
          const typed = /** @type {HTMLInputElement} */ (event.target).value;
          return edit(visit.id, (fresh) => { fresh.sheet[which] = typed ? atTime(fresh.sheet[which] ?? fresh.sheet.started_at ?? now(), typed) : null; });
        } },
      }));
  };
  return fragment(groupTitle(_("Times")), card(h("div", { class: "dr-pair va-first" }, time("started_at", _("Arrived at")), time("left_at", _("Left at")))));
};

/** Notes are only ever added: what the office has stands as text, what is new in a field. @param {Visit} visit */
const notes = (visit) => {
  const kept = Object.entries(visit.sheet.notes).sort(([, a], [, b]) => a.at.localeCompare(b.at));
  const list = h("div", { class: "va-notes" }, ...kept.map(([id, one], place) => visit.base?.notes[id]
    ? h("p", { class: "va-typed" }, one.text, " ", h("span", { class: "dr-small" }, clockTime(one.at)))
    : noteField(visit.id, id, one.text, place + 1)));
  return fragment(groupTitle(_("Notes")), card(list, h("div", { class: "dr-button-group" }, button(_("Add a note"), () => {
    const id = newId();
    list.append(noteField(visit.id, id, "", list.children.length + 1));
    document.getElementById(`note-${id}`)?.focus();
  }, { icon: "plus" }))));
};

/** @param {string} visit @param {string} id @param {string} value @param {number} number */
const noteField = (visit, id, value, number) => {
  let own = id;
  return text({
    id: `note-${id}`, label: _("Note %(number)s", { number }), value, rows: 3, help: _("No names or numbers of documents. Use function and number of persons."),
    save: (typed) => edit(visit, (fresh) => {
      if (fresh.base?.notes[own]) own = newId();  // sent meanwhile: the office keeps that one, this is another
      if (typed.trim()) fresh.sheet.notes[own] = { text: typed, at: now() };
      else delete fresh.sheet.notes[own];
    }),
  });
};
