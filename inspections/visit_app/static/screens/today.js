// The inspector's day: own visits in the order of the route. Only the next one has a button.

import { go } from "../go.js";
import { badge, button, empty, fragment, group, groupTitle, h, icon, linkButton, notice } from "../parts.js";
import { kindOf } from "../labels.js";
import { signIn, tokenIsOld } from "../register.js";
import { progress } from "../send.js";
import { held, keep, settings } from "../store.js";
import { begin } from "../visits.js";
import { _, _n, clockTime, dayName, dayOf, localised, shortDay } from "../words.js";

const WEEK = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** @returns {import("../frame.js").View} */
export const today = () => {
  const pack = /** @type {Package} */ (held.pack);
  const day = dayOf();
  const all = [...held.visits.values()].sort((a, b) => String(a.planned_on ?? "").localeCompare(String(b.planned_on ?? "")) || a.order - b.order || a.id.localeCompare(b.id));
  const now = all.filter((visit) => visit.state !== "sealed" && (visit.state === "under-way" || !visit.planned_on || visit.planned_on <= day));
  const later = all.filter((visit) => visit.state === "planned" && visit.planned_on && visit.planned_on > day);
  const done = all.filter((visit) => visit.state === "sealed");
  // What is under way comes first: that is where the inspector stands.
  now.sort((a, b) => Number(b.state === "under-way") - Number(a.state === "under-way"));
  return {
    title: _("Today, %(day)s", { day: dayName(new Date()) }), bar: _("Visits"), under: pack.person.name, live: true,
    facts: [h("p", {}, [
      _n("%(num)d visit still to make", "%(num)d visits still to make", now.length) + (done.length ? ", " + _n("%(num)d sealed", "%(num)d sealed", done.length) : ""),
      ". " + _("Work package fetched at %(time)s.", { time: clockTime(pack.fetched_at) }),
    ].join(""))],
    content: [
      ...notices(pack),
      now.length ? h("ol", {}, ...now.map((visit, place) => card(visit, place === 0, day))) : null,
      !now.length && !done.length ? empty(_("No visits today"), _("The permit officer plans the visits. Do you stand at a door that is not planned? Start a visit at another address.")) : null,
      later.length ? fragment(groupTitle(_("Later this week")), h("ol", {}, ...later.map((visit) => card(visit, false, day)))) : null,
      done.length ? fragment(groupTitle(_("Done")), h("ol", {}, ...done.map((visit) => card(visit, false, day)))) : null,
    ],
    dock: [linkButton(_("Visit at another address"), "#/elsewhere", { icon: "plus" }), h("span", { class: "dr-dock__end" }, linkButton(_("Close the day"), "#/close"))],
  };
};

/** @param {Package} pack */
const notices = (pack) => [
  pack.withdrawn.length ? h("div", { class: "dr-notice dr-notice--info" }, icon("info"), h("div", { class: "dr-notice__text" },
    h("p", {}, _("Withdrawn by the office and taken off this tablet: %(names)s.", { names: pack.withdrawn.join(", ") })),
    button(_("I have read this"), () => keep("package", { ...pack, withdrawn: [] })))) : null,
  progress.phase === "sign-in" || (tokenIsOld() && progress.phase !== "sending")
    ? notice("warn", _("Sign in for this shift"), [_("Your work stays here. It can be sent, and new visits come in, after you have signed in."), group(button(_("Sign in"), signIn, { icon: "log-in" }))]) : null,
  Date.now() - Date.parse(pack.fetched_at) > settings().stale_hours * 3_600_000 ? notice("warn", null, [_("The work package is more than %(hours)s hours old. Fetch it again when there is a network.", { hours: settings().stale_hours })]) : null,
];

/** @param {Visit} visit @param {boolean} next @param {string} day */
const card = (visit, next, day) => {
  const { place } = visit;
  const kind = kindOf(visit.kind);
  const href = `#/visit/${visit.id}`;
  const open = visit.earlier.length;
  const marks = visit.state === "sealed"
    ? [badge(visit.waiting_since ? _("Sealed, waits for a network") : _("Sealed and sent at %(time)s", { time: clockTime(visit.sent_at ?? visit.sealed_at ?? new Date()) }), "check", visit.waiting_since ? "yellow" : "outlined")]
    : [badge(kind.word(), kind.icon, kind.tone),
      open ? badge(_n("%(num)d violation still open", "%(num)d violations still open", open), "triangle-alert", "yellow") : null,
      visit.permit?.suspended ? badge(_("Permit suspended"), "ban", "red") : visit.permit ? null : badge(_("No permit known"), "circle-x", "red")];
  if (visit.conflict) marks.push(badge(_n("%(num)d choice needed", "%(num)d choices needed", visit.conflict.fields.length), "git-compare", "yellow"));
  if (visit.refused) marks.push(badge(_("Not accepted"), "triangle-alert", "red"));
  const [begins, ends] = when(visit, day);
  return h("li", { class: `dr-visit${next ? " dr-visit--next" : ""}` },
    h("p", { class: "dr-visit__time" }, h("strong", {}, begins), " ", h("span", {}, ends)),
    h("div", { class: "dr-visit__what" },
      h("h2", { class: "dr-visit__name" }, next ? place.name : h("a", { href }, place.name)),
      h("p", {}, [place.address, place.city].filter(Boolean).join(", "), ...aside(visit)),
      h("p", { class: "dr-badges" }, ...marks.flatMap((mark) => mark ? [mark, " "] : [])),
      next && h("div", { class: "dr-button-group dr-visit__act" }, visit.state === "under-way"
        ? linkButton(_("Continue the visit"), href, { tone: "primary" })
        : fragment(button(_("Start the visit"), async () => { await begin(visit.id); go(href); }, { tone: "primary" }), linkButton(_("Look first"), href)))),
    !next && h("span", { class: "dr-visit__open" }, icon("chevron-right", "tablet")));
};

/** @param {Visit} visit */
const aside = (visit) => {
  const sector = held.pack?.sectors.find((one) => one.id === visit.place.sector);
  const words = [sector ? localised(sector.name) : "", opening(visit)].filter(Boolean);
  return words.length ? [" ", h("span", { class: "dr-quiet" }, `· ${words.join(" · ")}`)] : [];
};

/** Until when the place is open on the day of the visit, or today; nothing when nothing is known. @param {Visit} visit */
export const opening = ({ place, planned_on, state }) => {
  if (!place.opening_hours) return "";
  const ahead = state === "planned" && planned_on && planned_on > dayOf() ? planned_on : null;
  const hours = place.opening_hours[WEEK[new Date(`${ahead ?? dayOf()}T12:00:00Z`).getUTCDay()] ?? ""] ?? [];
  const [first, last] = [hours[0], hours.at(-1)];
  if (!first || !last) return ahead ? _("closed on that day") : _("closed today");
  const [hour = "", minute = ""] = last[1].replace("24:00", "00:00").split(":");
  return _("open until %(time)s", { time: _("%(hour)s:%(minute)s", { hour, minute }) });
};

/** @param {Visit} visit @param {string} day @returns {[string, string]} */
const when = (visit, day) => {
  const { started_at, left_at } = visit.sheet;
  if (started_at) return [clockTime(started_at), left_at ? _("until %(time)s", { time: clockTime(left_at) }) : _("under way")];
  if (visit.planned_on && visit.planned_on < day) return [shortDay(visit.planned_on), _("not yet done")];
  if (visit.planned_on && visit.planned_on > day) return [shortDay(visit.planned_on), ""];
  return [_("Today"), ""];
};
