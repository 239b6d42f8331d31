// What several screens of a visit share.

import { go } from "../go.js";
import { now } from "../ids.js";
import { counted, functionOf } from "../labels.js";
import { badge, button } from "../parts.js";
import { edit } from "../visits.js";
import { _, clockTime } from "../words.js";

/** @param {Visit} visit */
export const dangerButton = (visit) =>
  button(_("Danger now"), async () => {
    // The page with the numbers comes first; the time is written down behind it.
    go(`#/visit/${visit.id}/danger`);
    if (visit.state === "under-way") await edit(visit.id, (fresh) => { fresh.sheet.danger_at.push(now()); });
  }, { tone: "danger-outlined", icon: "siren" });

/** The bar of every screen of a visit. @param {Visit} visit */
export const barOf = (visit) => ({
  bar: visit.place.name, visit: visit.id,
  under: visit.sheet.started_at ? _("begun at %(time)s", { time: clockTime(visit.sheet.started_at) }) : visit.place.address,
});

/** @param {number} number */
export const severity = (number) => badge(_("Severity %(number)s", { number }), null, number === 4 ? "red" : number === 3 ? "yellow" : "grey");

/** @param {Visit} visit */
export const present = (visit) => visit.sheet.present ? counted(visit.sheet.present, functionOf) : _("not yet filled in");

