// What waits and how long, what asks for a choice, what was sent and when it is erased; and closing the day.

import { go } from "../go.js";
import { button, card, empty, h, icon, linkButton, notice } from "../parts.js";
import { signIn } from "../register.js";
import { hasAll, progress, send } from "../send.js";
import { close, held } from "../store.js";
import { _, _n, age, clockTime, dayName, megabytes } from "../words.js";

/** @param {boolean} closing the day is being closed @returns {import("../frame.js").View} */
export const waitingScreen = (closing) => {
  const visits = [...held.visits.values()];
  const asks = visits.filter((visit) => visit.conflict || visit.refused);
  const waits = visits.filter((visit) => visit.waiting_since && !asks.includes(visit)).sort((a, b) => String(a.waiting_since).localeCompare(String(b.waiting_since)));
  const sent = visits.filter((visit) => visit.sent_at && !visit.waiting_since);
  const left = waits.length + asks.length;
  return {
    title: left ? _n("%(num)d visit waits", "%(num)d visits wait", left) : _("Everything sent"), bar: closing ? _("Close the day") : _("Sending"), under: held.pack?.person.name ?? "", back: "#/", live: true,
    facts: [h("p", {}, left ? _("Everything is on this tablet, encrypted. You can simply go on. As soon as there is a network it is sent by itself.") : _("Nothing on this tablet waits for the office."))],
    content: [
      trouble(),
      waits.length ? listOf(_("Waits"), waits, "hourglass", waitLine, (visit) => _("waits %(age)s", { age: age(visit.waiting_since ?? "") })) : null,
      asks.length ? listOf(_("Asks for your attention"), asks, "git-compare", askLine, null) : null,
      sent.length ? listOf(_("Sent today"), sent, "check", sentLine, null) : null,
      closing ? closePart(left) : left ? notice("warn", _("Do not close the day yet"), [_("First bring the tablet within reach of a network. After 12 hours without a sign-in Drempel asks you to sign in again; your work is kept.")]) : null,
      !left && !sent.length ? empty(_("Nothing was made here yet"), _("What you save on this tablet appears here until the office has it.")) : null,
    ],
    dock: [h("span", { class: "dr-quiet" }, held.device?.last_try_at ? _("Last try %(time)s", { time: clockTime(held.device.last_try_at) }) : ""),
      h("span", { class: "dr-dock__end" }, button(_("Try to send now"), () => send({ byHand: true }), { tone: left ? "primary" : "secondary", icon: "send", id: "send-now" }))],
  };
};

const trouble = () => {
  if (progress.phase === "sign-in") return notice("warn", _("Sign in for this shift"), [_("Your work stays here. It can be sent, and new visits come in, after you have signed in."), button(_("Sign in"), signIn, { icon: "log-in" })]);
  if (progress.phase === "update") return notice("warn", _("This edition is too old to send"), [_("Your work stays here. Fetch the new edition; it sends what waits."), button(_("Fetch the new edition"), () => dispatchEvent(new Event("drempel-renew")), { icon: "refresh-cw" })]);
  if (progress.phase === "waiting") return notice("info", null, [_("The office is busy. Drempel tries again by itself.")]);
  return null;
};

/** @param {string} title @param {Visit[]} visits @param {string} shape @param {(visit: Visit) => string} line @param {((visit: Visit) => string) | null} end */
const listOf = (title, visits, shape, line, end) =>
  card(h("h2", { class: "dr-item__title" }, title), h("ul", { class: "va-queue" }, ...visits.map((visit) => h("li", { class: "va-queue__row" },
    icon(visit.refused ? "triangle-alert" : shape, "large"),
    h("div", {}, h("strong", {}, h("a", { href: `#/visit/${visit.id}` }, visit.place.name)), h("span", { class: "dr-small" }, line(visit))),
    end ? h("span", { class: "va-queue__age" }, end(visit)) : visit.conflict ? linkButton(_("Choose"), `#/visit/${visit.id}/choose`, { hint: visit.place.name }) : null))));

/** @param {Visit} visit */
const waitLine = (visit) => {
  const { answers } = visit.sheet;
  const photos = visit.photos.filter((one) => !one.sent);
  if (progress.phase === "sending" && progress.visit === visit.id && progress.total) return _("sending, photo %(done)s of %(total)s", { done: progress.done, total: progress.total });
  if (hasAll(visit)) return visit.own_addenda.every((one) => one.ready) ? _n("%(num)d addendum", "%(num)d addenda", visit.own_addenda.length) : _("an addendum is not yet finished");
  return [
    visit.state === "sealed" ? _("sealed at %(time)s", { time: clockTime(visit.sheet.left_at ?? visit.saved_at ?? new Date()) }) : _("still under way, saved here at %(time)s", { time: clockTime(visit.saved_at ?? new Date()) }),
    _n("%(num)d answer", "%(num)d answers", Object.keys(answers).length),
    photos.length ? _n("%(num)d photo", "%(num)d photos", photos.length) + ` (${megabytes(photos.reduce((sum, one) => sum + one.size, 0))})` : "",
  ].filter(Boolean).join(" · ");
};

/** @param {Visit} visit */
const askLine = (visit) => visit.refused ?? [_("the office changed the same answer"), _n("%(num)d choice needed", "%(num)d choices needed", visit.conflict?.fields.length ?? 0)].join(" · ");

/** @param {Visit} visit */
const sentLine = (visit) => [
  _("received by the office at %(time)s", { time: clockTime(visit.sent_at ?? "") }),
  visit.purge_at ? _("erased here on %(day)s at %(time)s", { day: dayName(visit.purge_at), time: clockTime(visit.purge_at) }) : _("stays here until it is sealed"),
].join(" · ");

/** Closing the day locks the tablet; with something waiting it asks for a second press. @param {number} left */
const closePart = (left) => left
  ? h("div", { class: "dr-notice dr-notice--warn" }, icon("triangle-alert"), h("div", { class: "dr-notice__text" },
    h("p", { class: "dr-notice__title" }, _("Do not close the day yet")),
    h("p", {}, _n("%(num)d visit is only on this tablet. Bring it within reach of a network first.", "%(num)d visits are only on this tablet. Bring it within reach of a network first.", left)),
    button(_("Close the day all the same"), done, { tone: "danger-outlined" })))
  : card(h("p", {}, _("Everything is with the office. The tablet is locked now.")), h("div", { class: "dr-button-group va-after" }, button(_("Close the day"), done, { tone: "primary", icon: "lock" })));

const done = () => { close(); go("#/"); };
