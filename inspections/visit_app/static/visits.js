// Beginning, filling and sealing a visit: what the screens may do with one.

import { newId, now } from "./ids.js";
import { tomorrow } from "./pack.js";
import { hasAll, sendSoon } from "./send.js";
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
    id, number: "", version: 0, state: "under-way", kind: "extra", reason: "unplanned", planned_on: dayOf(), order: 0, place, permit: null, earlier: [], addenda: [], sheet,
    sealed_at: null, report: null, base: null, start, photos: [], findings: [], findings_sent: [], own_addenda: [], saved_at: now(), waiting_since: now(),
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

/** Keep what is written beside a sealed visit; it is sent once it is `ready`. An empty text takes it away again.
 * @param {string} id @param {string} words @param {boolean} ready */
export const writeAddendum = async (id, words, ready) => {
  const key = newId();
  await store.change(id, (visit) => {
    if (visit.state !== "sealed") return;
    const begun = visit.own_addenda.find((one) => !one.ready);
    visit.own_addenda = visit.own_addenda.filter((one) => one.ready);
    if (words.trim()) visit.own_addenda.push({ id: begun?.id ?? key, text: words, at: now(), ready });
    visit.saved_at = now();
    visit.refused = null;
    const open = visit.own_addenda.length > 0 || !hasAll(visit);
    visit.waiting_since = open ? visit.waiting_since ?? visit.saved_at : null;
    visit.purge_at = open ? null : visit.purge_at ?? tomorrow();
  });
  if (ready) sendSoon();
};
