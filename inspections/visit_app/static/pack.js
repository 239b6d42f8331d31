// The work package: own visits of the next days, and what is needed to make them without a network.

import { call } from "./api.js";
import { now } from "./ids.js";
import * as store from "./store.js";

/** Whether the device holds something of this visit that the office has not. @param {Visit} visit */
export const isBusy = (visit) => Boolean(visit.waiting_since || visit.outgoing || visit.conflict);

/** @param {OfficeVisit} given @returns {Visit} */
export const fromOffice = (given) => ({
  ...facts(given), version: given.version, state: given.state, sheet: given.sheet, base: structuredClone(given.sheet), start: null, photos: [], findings: [], findings_sent: [], own_addenda: [],
  saved_at: null, waiting_since: null, outgoing: null, conflict: null, refused: null, sent_at: null,
  purge_at: given.state === "sealed" ? tomorrow() : null,
});

/** What the office says about a visit whatever happens here.
 * @param {OfficeVisit} given @returns {Omit<OfficeVisit, "version" | "state" | "sheet">} */
export const facts = ({ id, number, kind, reason, planned_on, order, place, permit, earlier, addenda, sealed_at, report }) =>
  ({ id, number, kind, reason, planned_on, order, place, permit, earlier, addenda, sealed_at, report });

/** When something that was acknowledged now is erased here. */
export const tomorrow = () => new Date(Date.now() + store.settings().erase_hours * 3_600_000).toISOString();

/** Fetch what is new and put it beside what is here; work that was not sent is left alone.
 * @param {{ person: Package["person"], municipality: Package["municipality"] } | null} [signedIn] at the first time */
export const fetchPackage = async (signedIn = null) => {
  const before = store.held.pack;
  const answer = await call("GET", `/visits/work-package${before ? `?since=${encodeURIComponent(before.cursor)}` : ""}`);
  const given = await answer.json();
  const next = given.visits.map((/** @type {OfficeVisit} */ visit) => beside(visit, store.held.visits.get(visit.id)));
  const listed = new Set(given.visits.map((/** @type {OfficeVisit} */ visit) => visit.id));
  const gone = [...store.held.visits.values()].filter((visit) =>
    !isBusy(visit) && visit.state !== "sealed" && (given.withdrawn.includes(visit.id) || (given.complete && !listed.has(visit.id))));
  await store.put(next);
  await store.remove(gone.map((visit) => visit.id));
  await store.keep("package", /** @type {Package} */ ({
    fetched_at: now(), cursor: given.cursor,
    person: signedIn?.person ?? before?.person, municipality: signedIn?.municipality ?? before?.municipality,
    items: { ...before?.items, ...given.items },
    topics: given.topics ?? before?.topics, counters: given.counters ?? before?.counters, functions: given.functions ?? before?.functions,
    sectors: given.sectors ?? before?.sectors, places: given.places ?? before?.places, danger: given.danger ?? before?.danger, limits: given.limits ?? before?.limits,
    withdrawn: [...(before?.withdrawn ?? []), ...gone.map((visit) => visit.place.name)],
  }));
};

/** @param {OfficeVisit} given @param {Visit | undefined} known @returns {Visit} */
const beside = (given, known) => {
  if (!known) return fromOffice(given);
  if (isBusy(known)) return { ...known, ...facts(given), report: known.report ?? given.report };
  return { ...known, ...facts(given), version: given.version, state: given.state, sheet: given.sheet, base: structuredClone(given.sheet), purge_at: given.state === "sealed" ? known.purge_at ?? tomorrow() : null };
};
