// The summary that is read back, the operator's remarks and signature, the seal; and afterwards the report.

import { call } from "../api.js";
import { counted, counterOf } from "../labels.js";
import { badge, button, card, fragment, groupTitle, h, icon, linkButton, notice, text } from "../parts.js";
import { hasAll } from "../send.js";
import { deviations, isFlag, severityOf, unanswered, whatLacks } from "../sheet.js";
import { held, visitOf } from "../store.js";
import { edit, seal } from "../visits.js";
import { go } from "../go.js";
import { _, _n, clockTime, localised, longDate } from "../words.js";
import { barOf, dangerButton, present, severity } from "./about.js";
import { signaturePart } from "./signature.js";

/** @param {Visit} visit @returns {import("../frame.js").View} */
export const summaryScreen = (visit) => {
  const pack = /** @type {Package} */ (held.pack);
  return {
    ...barOf(visit), title: _("Summary of the visit"), back: `#/visit/${visit.id}`, ...(whatLacks(pack, visit.sheet).length && { focus: "what-lacks" }),
    facts: [h("p", {}, _("Read this back to the operator."))],
    content: [lacksPart(visit, pack), found(visit, pack), operator(visit), open(visit, pack)],
    dock: [dangerButton(visit), h("span", { class: "dr-dock__end" }, button(_("Seal the visit"), async () => {
      const lacks = whatLacks(pack, /** @type {Visit} */ (visitOf(visit.id)).sheet);
      if (lacks.length) {
        go(`#/visit/${visit.id}/summary`);
        return;
      }
      await seal(visit.id);
      go(`#/visit/${visit.id}`);
    }, { tone: "primary", icon: "lock" }))],
  };
};

/** @param {Visit} visit @param {Package} pack */
const lacksPart = (visit, pack) => {
  const lacks = whatLacks(pack, visit.sheet);
  return h("section", { class: "dr-lacks", "aria-labelledby": "lacks", id: "what-lacks", tabindex: -1 },
    h("h2", { class: "utrecht-heading-4", id: "lacks" }, lacks.length ? _("What still lacks") : _("Nothing lacks"), lacks.length ? h("span", { class: "dr-count va-count" }, String(lacks.length)) : null),
    lacks.length
      ? h("ul", { class: "dr-lacks__list" }, ...lacks.map((lack) => h("li", {}, icon("circle"), h("div", {}, h("a", { class: "utrecht-link utrecht-link--html-a", href: placeOf(visit.id, lack) }, lack.sentence)))))
      : h("p", {}, _("After sealing nothing can be changed. A correction becomes an addendum beside it.")));
};

/** @param {string} id @param {import("../sheet.js").Lack} lack */
const placeOf = (id, { topic, code }) => {
  if (topic === "people-present") return `#/visit/${id}/people`;
  const item = code ? "/" + code : "";
  return topic ? `#/visit/${id}/topic/${topic}${item}` : `#/visit/${id}`;
};

/** @param {Visit} visit @param {Package} pack */
const found = (visit, pack) => {
  const all = deviations(pack, visit.sheet);
  return fragment(
    h("section", { "aria-labelledby": "deviations" }, groupTitle(_n("%(num)d deviation", "%(num)d deviations", all.length), "deviations"),
      ...(all.length ? all.map(([code, item, answer]) => {
        const photos = visit.photos.filter((one) => one.item_code === code).length;
        const label = localised(item.label);
        return h("div", { class: "dr-card" },
          h("div", { class: "dr-item__head" }, h("h3", { class: "dr-item__title" }, visit.state === "sealed" ? label : h("a", { href: `#/visit/${visit.id}/topic/${item.topic}/${code}` }, label)), h("span", { class: "dr-quiet" }, code)),
          h("p", { class: "va-typed" }, answer.remark || _("No remark yet")),
          h("p", { class: "dr-badges" }, answer.basis ? h("span", { class: `dr-tag dr-tag--${answer.basis}` }, answer.basis === "fact" ? _("fact") : _("conclusion")) : null, " ", severity(severityOf(item, answer)), " ",
            isFlag(item, answer) ? badge(_("red flag"), "flag", "red") : null, " ", photos ? badge(_n("%(num)d photo", "%(num)d photos", photos), "image") : null, " ", h("span", { class: "dr-quiet" }, counted(answer.counts, counterOf))));
      }) : [h("p", { class: "dr-card" }, _("No deviations were noted."))])),
    all.some(([, item, answer]) => isFlag(item, answer)) ? h("p", { class: "dr-small va-after" }, _("A flag proves nothing by itself.")) : null,
    h("section", { "aria-labelledby": "present" }, groupTitle(_("Who was present"), "present"), h("p", { class: "dr-card" }, present(visit))));
};

/** @param {Visit} visit */
const operator = (visit) => fragment(
  groupTitle(_("The operator")),
  card(
    text({
      id: "operator-remark", label: _("What does the operator say about it?"), value: visit.sheet.operator_remark, rows: 3, optional: true, help: _("In their own words. No names or numbers of documents."),
      save: (typed) => edit(visit.id, (next) => { next.sheet.operator_remark = typed; }),
    }),
    signaturePart(visit.id)));

/** @param {Visit} visit @param {Package} pack */
const open = (visit, pack) => {
  const codes = unanswered(visit.sheet);
  if (!codes.length) return null;
  return h("section", { "aria-labelledby": "unanswered" }, groupTitle(_n("%(num)d item without an answer", "%(num)d items without an answer", codes.length), "unanswered"),
    card(h("p", {}, _("The report says that these were not looked at. You may seal without them.")),
      h("details", { class: "dr-details" }, h("summary", {}, _("Show the items")), h("ul", { class: "dr-plain-list" }, ...codes.map((code) => {
        const item = pack.items[code];
        return h("li", {}, item ? h("a", { class: "utrecht-link utrecht-link--html-a", href: `#/visit/${visit.id}/topic/${item.topic}/${code}` }, localised(item.label)) : code);
      })))));
};

/** A sealed visit on the tablet: plain text, and the report once the office has it. @param {Visit} visit */
export const reportParts = (visit) => {
  const pack = /** @type {Package} */ (held.pack);
  const sealed = visit.sealed_at ?? visit.sheet.left_at ?? visit.saved_at ?? "";
  return [
    h("p", { class: "dr-sealed" }, icon("lock"), " ", sealed ? _("Sealed on %(day)s at %(time)s by %(name)s", { day: longDate(sealed), time: clockTime(sealed), name: pack.person.name }) : _("Sealed")),
    visit.refused && notice("danger", _("The office did not accept this"), [visit.refused]),
    hasAll(visit)
      ? fragment(
        visit.own_addenda.length ? null : notice("ok", _("The office has it"), [visit.purge_at ? _("It is erased from this tablet on %(day)s at %(time)s.", { day: longDate(visit.purge_at), time: clockTime(visit.purge_at) }) : ""]),
        addenda(visit), visit.report ? reportButtons(visit) : null)
      : fragment(
        notice("warn", _("Sealed here, not yet sent"), [_("It is sent by itself as soon as there is a network. The report is made after that.")]),
        addenda(visit)),
    found(visit, pack),
    visit.sheet.operator_remark ? fragment(groupTitle(_("What the operator said")), h("p", { class: "dr-card va-typed" }, visit.sheet.operator_remark)) : null,
  ];
};

/** What was added after the seal, with who and when; what the office has not is marked. @param {Visit} visit */
const addenda = (visit) => {
  const name = /** @type {Package} */ (held.pack).person.name;
  const own = visit.own_addenda.map(({ id, text, at, ready }) => ({ id, text, by: name, at, mark: ready ? badge(_("waits for a network"), "hourglass", "yellow") : badge(_("not yet added"), "pencil", "yellow") }));
  const all = [...visit.addenda.map(({ id, text, by, added_at }) => ({ id, text, by, at: added_at, mark: null })), ...own];
  return all.length ? h("section", { "aria-labelledby": "addenda" }, groupTitle(_("Addenda"), "addenda"), h("ul", { class: "dr-card va-queue" }, ...all.map((one) =>
    h("li", { class: "va-addendum" }, h("p", { class: "va-typed" }, one.text), h("p", { class: "dr-small" }, `${one.by}, ${longDate(one.at)}, ${clockTime(one.at)}`, one.mark && " ", one.mark))))) : null;
};

/** The way to write one. @param {Visit} visit */
export const addendumButton = (visit) =>
  linkButton(visit.own_addenda.every((one) => one.ready) ? _("Add an addendum") : _("Finish the addendum"), `#/visit/${visit.id}/addendum`, { icon: "message-square-plus" });

/** @param {Visit} visit */
const reportButtons = (visit) => {
  const failed = h("div", { "aria-live": "polite" });
  /** @param {(file: File) => unknown} use */
  const withReport = (use) => async () => {
    failed.replaceChildren();
    try {
      const answer = await call("GET", `/visits/${visit.id}/report`);
      await use(new File([await answer.blob()], `${visit.number || "report"}.pdf`, { type: "application/pdf" }));
    } catch {
      failed.replaceChildren(notice("warn", null, [_("The report cannot be fetched now. It needs a network and a sign-in of this shift.")]));
    }
  };
  return fragment(groupTitle(_("Report of the visit")), card(h("p", {}, _("Give it to the operator on paper, or send it.")), failed, h("div", { class: "dr-button-group va-after" },
    button(_("Open and print"), withReport(print), { icon: "printer" }),
    "share" in navigator ? button(_("Send"), withReport((file) => navigator.share({ files: [file], title: file.name }).catch(() => undefined)), { icon: "send" }) : null,
    button(_("Save"), withReport(download), { icon: "download" }))));
};

/** @param {File} file */
const print = (file) => { window.open(URL.createObjectURL(file), "_blank"); };

/** @param {File} file */
const download = (file) => {
  const address = URL.createObjectURL(file);
  h("a", { href: address, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

