// Beginning, filling and sealing a visit: what the screens may do with one.

import { newId, now } from "./ids.js";
import { sendSoon } from "./send.js";
import { emptySheet, itemsFor, whatLacks } from "./sheet.js";
import * as store from "./store.js";
import { dayOf } from "./words.js";

/** Change a visit, and send it when there is a network. @param {string} id @param {(visit: Visit) => void} mutate */
export const edit = async (id, mutate) => {
  await store.edit(id, mutate);
  sendSoon(4000);
};

/** What to look at in a place of this sector and subtype; an unknown subtype gives the list of the whole sector.
 * @param {string} sector @param {string} subtype @returns {string[]} */
export const listFor = (sector, subtype) => {
  const kinds = store.held.pack?.sectors.find((one) => one.id === sector)?.subtypes ?? [];
  return (kinds.find((kind) => kind.id === subtype) ?? kinds.find((kind) => kind.id === ""))?.checklist.items ?? [];
};

/** The visit begins: the time is noted, the checklist opens. @param {string} id */
export const begin = (id) => edit(id, (visit) => {
  if (visit.state !== "planned") return;
  visit.state = "under-way";
  visit.sheet.started_at = now();
  if (!visit.sheet.items.length) visit.sheet.items = itemsFor(listFor(visit.place.sector, visit.place.subtype), visit.earlier.map((one) => one.item));
});

/** A visit nobody planned, at a place that is known or that was found here. @param {Place} place @param {NonNullable<Visit["start"]>} start @returns {Promise<string>} */
export const beginElsewhere = async (place, start) => {
  const id = newId();
  const sheet = { ...emptySheet(listFor(place.sector, place.subtype)), started_at: now() };
  await store.put([{
    id, number: "", version: 0, state: "under-way", kind: "extra", reason: "unplanned", planned_on: dayOf(), order: 0, place, permit: null, earlier: [], sheet,
    sealed_at: null, report: null, base: null, start, photos: [], findings: [], findings_sent: [], saved_at: now(), waiting_since: now(),
    outgoing: null, conflict: null, refused: null, sent_at: null, purge_at: null,
  }]);
  sendSoon();
  return id;
};

/** Nothing more is changed after this; what lacks must have been mended. @param {string} id */
export const seal = async (id) => {
  const pack = /** @type {Package} */ (store.held.pack);
  await store.edit(id, (visit) => {
    if (whatLacks(pack, visit.sheet).length) return;
    visit.sheet.left_at ??= now();
    visit.state = "sealed";
  });
  sendSoon(0);
};
