// Sending: attachments first, then red flags, then the visit; one visit after another, one tab at a time.

import { Problem, call, clock, digest, patienceFor } from "./api.js";
import { newId, now } from "./ids.js";
import { facts, fetchPackage, fromOffice, isBusy, tomorrow } from "./pack.js";
import { session, register, tokenIsOld } from "./register.js";
import { wakeLater } from "./shell.js";
import { bothChanged, isFlag, rebase, same } from "./sheet.js";
import * as store from "./store.js";
import * as vault from "./vault.js";
import { _ } from "./words.js";

/** What sending is doing: "update" asks for a newer edition of this application, "sign-in" for a sign-in.
 * @type {{ phase: "idle" | "sending" | "offline" | "waiting" | "sign-in" | "update", visit: string | null, done: number, total: number, until: number | null }} */
export const progress = { phase: "idle", visit: null, done: 0, total: 0, until: null };
/** @type {Set<() => void>} */
const listeners = new Set();
/** @param {() => void} tell */
export const onProgress = (tell) => { listeners.add(tell); };
/** @param {Partial<typeof progress>} facts_ */
const show = (facts_) => { Object.assign(progress, facts_); for (const tell of listeners) tell(); };

const QUIET = 60_000;  // a red flag goes ahead of its visit once nobody has typed for a minute
const LONGEST = 300_000;
const SOON = 1500;
/** Ids are made by chance; who meets a taken one more often than this has another trouble, which a person must see. */
const MOST_NAMES = 10;
let failures = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** What was asked while a sending ran. @type {{ byHand: boolean } | null} */
let again = null;

/** Send after a short rest, so that ten answers in a row are one sending. @param {number} [rest] @param {boolean} [byHand] */
export const sendSoon = (rest = SOON, byHand = false) => {
  if (progress.phase === "waiting" && rest === SOON) return;
  clearTimeout(timer);
  timer = setTimeout(() => void send({ byHand }), rest);
};

/** Send what waits and fetch what is new. `byHand`: also what was refused or waits for a choice is tried again.
 * @param {{ byHand?: boolean }} [how] */
export const send = async ({ byHand = false } = {}) => {
  if (!vault.isOpen() || !store.held.device) return;
  await navigator.locks.request("drempel-visits-send", { ifAvailable: true }, async (lock) => {
    if (!lock) { again = { byHand: byHand || Boolean(again?.byHand) }; return; }
    clearTimeout(timer);
    await store.note({ last_try_at: now() });
    try {
      await round(byHand).catch(async (fault) => {
        // Somebody who has just signed in gets a new token without a question.
        if (!(fault instanceof Problem && fault.status === 401) || !(await renewed())) throw fault;
        await round(byHand);
      });
      failures = 0;
      show({ phase: "idle", visit: null, until: null });
    } catch (fault) {
      await rest(fault);
    }
  });
  if (again && (progress.phase === "idle" || progress.phase === "offline")) {
    const asked = again;
    again = null;
    sendSoon(SOON, asked.byHand);  // also when the line was dropped under it, for this was asked on the new one
  }
};

/** @param {boolean} byHand */
const round = async (byHand) => {
  if (!navigator.onLine) throw new TypeError("no network");
  show({ phase: "sending", visit: null, done: 0, total: 0 });
  if (tokenIsOld()) await renew();
  for (const visit of [...store.held.visits.values()].filter((one) => one.waiting_since).sort((a, b) => String(a.waiting_since).localeCompare(String(b.waiting_since)))) {
    if (byHand || (!visit.conflict && !visit.refused)) await sendVisit(visit.id);
  }
  await fetchPackage();
  await signOfLife();
  if ([...store.held.visits.values()].some(canGo)) sendSoon(SOON * 10);
};

/** An online sign-in of the last minutes gives a new token; false when there was none. */
const renewed = async () => {
  const signedIn = await session();
  if (signedIn?.fresh) await register(signedIn);
  return Boolean(signedIn?.fresh);
};

const renew = async () => {
  if (await renewed()) return;
  if (!store.held.token || Date.parse(store.held.token.expires_at) < Date.now() + (store.held.device?.clock_offset_ms ?? 0)) throw new Problem(401, { type: "/token-expired" }, 0);
};

const signOfLife = async () => {
  const waiting = [...store.held.visits.values()].filter((visit) => visit.waiting_since);
  await call("PUT", `/devices/${store.held.device?.device_id}/state`, {
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      waiting: waiting.length, oldest_waiting_at: waiting.map((visit) => visit.waiting_since).sort()[0] ?? null,
      persisted: Boolean(store.held.device?.persisted), lost: false, open_visits: waiting.map((visit) => visit.id),
    }),
  });
};

/** What a failure means for all further sending. @param {unknown} fault */
const rest = async (fault) => {
  if (fault instanceof Problem && fault.name === "device-revoked") return store.erase("revoked").then(() => location.reload());
  if (fault instanceof Problem && fault.status === 401) return show({ phase: "sign-in", visit: null });
  if (fault instanceof Problem && fault.status === 426) return show({ phase: "update", visit: null });
  failures += 1;
  const least = fault instanceof Problem ? fault.retryAfter * 1000 : 0;
  const pause = Math.max(least, Math.min(LONGEST, 2000 * 2 ** Math.min(failures, 8))) * (1 + Math.random() / 2);
  show({ phase: fault instanceof Problem ? "waiting" : "offline", visit: null, until: Date.now() + pause });
  clearTimeout(timer);
  timer = setTimeout(() => void send(), pause);
  wakeLater();
  if (!(fault instanceof Problem || fault instanceof TypeError || fault instanceof DOMException)) throw fault;
};

/** @param {string} given id of the visit */
const sendVisit = async (given) => {
  for (let names = 0; ; names += 1) {
    const { id } = visitOf(given);
    try {
      if (!hasAll(visitOf(id))) {
        await sendPictures(id);
        await sendFlags(id);
        await sendSheet(id);
      }
      await sendAddenda(id);
      return;
    } catch (fault) {
      // Refused before it was read: it may be made anew, with what is known of the clock by then.
      if (fault instanceof Problem && fault.status === 401) await store.change(id, (visit) => { visit.outgoing = null; });
      if (!(fault instanceof Problem)) throw fault;
      if (names < MOST_NAMES && await underAnotherId(id, fault)) continue;
      if (!(await ofOneVisit(id, fault))) throw fault;
      return;
    }
  }
};

/** The office knows something else under an id that was made here: what has it gets another one, and goes again. Only a
 * visit that did not begin here keeps its id, for the office gave it.
 * @param {string} id @param {Problem} problem @returns {Promise<boolean>} false when it was about something else */
const underAnotherId = async (id, { name, body }) => {
  const visit = visitOf(id);
  const taken = String(body["taken"] ?? "");
  if (visit.start && (name === "visit-unknown" || (name === "id-taken" && taken === visit.id))) {
    await store.takeNewIds(id, { visit: true }, (next, other) => {
      next.sheet.signature = other(next.sheet.signature);
      next.findings = next.findings.map((finding) => ({ ...finding, id: newId(), visit_id: next.id }));
      Object.assign(next, { findings_sent: [], outgoing: null, refused: null });
    });
  } else if (name === "attachment-differs" && visit.photos.some((photo) => photo.id === taken)) {
    await store.takeNewIds(id, { pictures: [taken] }, (next, other) => {
      next.sheet.signature = other(next.sheet.signature);
      next.outgoing = null;
    });
  } else if (name === "id-taken" && visit.findings.some((finding) => finding.id === taken)) {
    const other = newId();
    await store.change(id, (next) => {
      for (const finding of next.findings) if (finding.id === taken) finding.id = other;
      next.outgoing = null;
    });
  } else if (name === "id-taken" && visit.own_addenda.some((one) => one.id === taken)) {
    const other = newId();
    await store.change(id, (next) => { for (const one of next.own_addenda) if (one.id === taken) one.id = other; });
  } else return false;
  return true;
};

/** @param {string} id */
const visitOf = (id) => /** @type {Visit} */ (store.visitOf(id));

/** Whether the office has the sealed visit as it stands here; addenda may still wait beside it. @param {Visit} visit */
export const hasAll = (visit) =>
  visit.state === "sealed" && Boolean(visit.sealed_at) && !visit.outgoing && same(visit.sheet, visit.base) && visit.photos.every((photo) => photo.sent);

/** Whether something of this visit can be sent now; an addendum that is still being written cannot. @param {Visit} visit */
const canGo = (visit) => Boolean(visit.waiting_since) && !visit.conflict && !visit.refused && (!hasAll(visit) || visit.own_addenda.some((one) => one.ready));

/** @param {string} id */
const sendPictures = async (id) => {
  const photos = visitOf(id).photos.filter((photo) => !photo.sent);
  for (const [number, photo] of photos.entries()) {
    show({ visit: id, done: number, total: photos.length });
    const plain = await store.picture(photo);
    if (!plain) continue;
    const bytes = await plain.arrayBuffer();
    const { captured_at, zone, offset_ms } = clock(photo.captured_at);
    const about = new URLSearchParams({ kind: photo.kind, captured_at, zone, offset_ms: String(offset_ms), ...(photo.item_code && { item: photo.item_code }) });
    await call("PUT", `/visits/${id}/attachments/${photo.id}?${about}`, {
      headers: { "Content-Type": photo.media_type, "Content-Digest": await digest(bytes) }, body: bytes, patience: patienceFor(bytes.byteLength),
    });
    await store.change(id, (visit) => { for (const one of visit.photos) if (one.id === photo.id) one.sent = true; });
  }
  show({ visit: id, done: photos.length, total: photos.length });
};

/** What a red flag says, without its id and its moment. @param {Finding} finding */
const substance = ({ item, basis, remark, counts, severity, severity_reason, place }) => ({ item, basis, remark, counts, severity, severity_reason, place });

/** Every red flag of the sheet that is complete becomes a finding; another view of the same is another finding.
 * @param {Visit} visit */
const gatherFlags = (visit) => {
  const { pack } = store.held;
  for (const [code, answer] of Object.entries(visit.sheet.answers)) {
    const item = pack?.items[code];
    if (!item || !isFlag(item, answer) || !answer.basis || !answer.remark.trim()) continue;
    const { basis, remark, counts, severity, severity_reason, place } = answer;
    const finding = { id: newId(), visit_id: visit.id, item: code, basis, remark, counts, severity, severity_reason, place, clock: clock(answer.seen_at ?? now()) };
    if (!visit.findings.some((known) => same(substance(known), substance(finding)))) visit.findings.push(finding);
  }
};

/** @param {string} id */
const sendFlags = async (id) => {
  const visit = visitOf(id);
  if (visit.outgoing || (visit.state !== "sealed" && Date.now() - Date.parse(visit.saved_at ?? "") < QUIET)) return;
  const { findings, findings_sent } = await store.change(id, gatherFlags);
  for (const finding of findings.filter((one) => !findings_sent.includes(one.id))) {
    await call("PUT", `/findings/${finding.id}`, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(finding) });
    await store.change(id, (fresh) => { fresh.findings_sent.push(finding.id); });
  }
};

/** The sheet as it may go now: a note that is still being typed goes later, for the office keeps each note it gets.
 * @param {Visit} visit @returns {Sheet} */
const ripe = (visit) => {
  const sheet = structuredClone(visit.sheet);
  if (visit.state === "sealed") return sheet;
  for (const [id, { at }] of Object.entries(sheet.notes)) if (!visit.base?.notes[id] && Date.now() - Date.parse(at) < QUIET) delete sheet.notes[id];
  return sheet;
};

/** Fix the bytes and the key before the first try: whatever happens on the way, the repeat is the same.
 * @param {Visit} visit */
const makeReady = (visit) => {
  if (visit.outgoing) return;
  const seals = visit.state === "sealed";
  const sheet = ripe(visit);
  if (same(sheet, visit.base) && !seals && !same(sheet, visit.sheet)) return;
  const body = JSON.stringify({
    sheet, attachments: visit.photos.map((photo) => photo.id), findings: visit.findings, seal: seals,
    clock: clock(visit.saved_at ?? now()), place: visit.start,
  });
  visit.outgoing = { op_id: newId(), base_version: visit.version, body, sheet, seals };
};

/** @param {string} id */
const sendSheet = async (id) => {
  const { outgoing } = await store.change(id, makeReady);
  if (!outgoing) return;
  const answer = await call("PUT", `/visits/${id}`, {
    headers: { "Content-Type": "application/json", "Idempotency-Key": outgoing.op_id, "If-Match": `"${outgoing.base_version}"` },
    body: outgoing.body,
  });
  const given = await answer.json();
  await store.change(id, (visit) => adopt(visit, given.visit, given.version, outgoing));
  await store.note({ last_sent_at: now() });
};

/** What was added beside the sealed visit, once the office has that. @param {string} id */
const sendAddenda = async (id) => {
  const visit = visitOf(id);
  if (!visit.sealed_at || visit.state !== "sealed") return;
  for (const { id: key, text, at } of visit.own_addenda.filter((one) => one.ready)) {
    show({ visit: id, done: 0, total: 0 });
    try {
      const answer = await call("PUT", `/visits/${visit.id}/addenda/${key}`, { headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text, clock: clock(at) }) });
      const { received_at } = await answer.json();
      await store.change(id, (next) => arrived(next, { id: key, text, added_at: received_at, by: store.held.pack?.person.name ?? "" }));
      await store.note({ last_sent_at: now() });
    } catch (fault) {
      // Not taken as it is: it becomes what is being written again, so that it can be mended.
      if (fault instanceof Problem && fault.status === 422) await store.change(id, (next) => { for (const one of next.own_addenda) if (one.id === key) one.ready = false; });
      throw fault;
    }
  }
};

/** @param {Visit} visit @param {Addendum} addendum */
const arrived = (visit, addendum) => {
  visit.own_addenda = visit.own_addenda.filter((one) => one.id !== addendum.id);
  visit.addenda = [...visit.addenda.filter((one) => one.id !== addendum.id), addendum];
  if (visit.own_addenda.length || !hasAll(visit)) return;
  Object.assign(visit, { waiting_since: null, refused: null, sent_at: now(), purge_at: tomorrow() });
};

/** Take over what the office made of it; what was changed here meanwhile stays on top and waits again.
 * @param {Visit} visit @param {OfficeVisit} given @param {number} version @param {Outgoing} sent */
const adopt = (visit, given, version, sent) => {
  const more = !same(visit.sheet, sent.sheet) || visit.photos.some((photo) => !photo.sent) || (visit.state === "sealed" && !sent.seals);
  const sealed = given.state === "sealed" || visit.state === "sealed";
  const beside = visit.own_addenda.length > 0;
  Object.assign(visit, facts(given), {
    version, base: given.sheet, sheet: rebase(visit.sheet, sent.sheet, given.sheet), state: sealed ? "sealed" : given.state,
    start: null, outgoing: null, conflict: null, refused: null, sent_at: now(),
    waiting_since: beside || (more && given.state !== "sealed") ? visit.saved_at ?? now() : null,
    purge_at: given.state === "sealed" && !beside ? tomorrow() : null,
  });
};

/** An answer that concerns this visit only: true when sending can go on with the next.
 * @param {string} id @param {Problem} problem @returns {Promise<boolean>} */
const ofOneVisit = async (id, problem) => {
  const { name, status, body } = problem;
  if (name === "conflict") {
    const { current_version, server_copy, changed_fields, changed_by } = body;
    await store.change(id, (visit) => { visit.conflict = { version: current_version, theirs: server_copy, fields: changed_fields, changed_by }; });
  } else if (name === "attachments-missing") {
    await store.change(id, (visit) => { for (const photo of visit.photos) if (body["missing"].includes(photo.id)) photo.sent = false; });
    await sendPictures(id);
    await sendSheet(id);
  } else if (name === "version-unknown") await startFrom(id);
  else if (name === "visit-withdrawn") await withdrawn(id);
  else if (name === "id-taken" && !body["taken"]) return false;  // two of them in one moment: the next try is told which
  else if (name === "id-taken") await refuse(id, _("The office knows another visit under the number of this one. Everything stays on this tablet. Ask the permit officer to plan the visit anew, and take over there what you noted here."));
  else if ([400, 403, 404, 409, 413, 415, 422, 428].includes(status) && name !== "device-revoked") await refuse(id, problem.message);
  else return false;
  return true;
};

/** The office does not take it as it is: everything stays here, and the person reads why.
 * @param {string} id @param {string} why */
const refuse = (id, why) => store.change(id, (visit) => {
  const added = visit.own_addenda;
  visit.refused = why;
  visit.outgoing = null;
  if (visit.state !== "sealed" || visit.sealed_at) return;
  Object.assign(visit, { state: "under-way", own_addenda: [] });
  visit.sheet.left_at = null;
  // It is no sealed visit after all, so what was to stand beside it is a note in it.
  for (const { id: key, text, at } of added) visit.sheet.notes[key] = { text, at };
});

/** @param {string} id */
const withdrawn = async (id) => {
  const { pack } = store.held;
  if (pack) await store.keep("package", { ...pack, withdrawn: [...pack.withdrawn, visitOf(id).place.name] });
  await store.remove([id]);
};

/** The office does not know on which version this was made: put it on the one it has now.
 * @param {string} id */
const startFrom = async (id) => {
  const given = /** @type {OfficeVisit} */ (await (await call("GET", `/visits/${id}`)).json());
  await store.change(id, (visit) => {
    const base = visit.base ?? given.sheet;
    const fields = bothChanged(visit.sheet, base, given.sheet);
    visit.outgoing = null;
    if (fields.length) visit.conflict = { version: given.version, theirs: given, fields, changed_by: "" };
    else Object.assign(visit, { version: given.version, sheet: rebase(visit.sheet, base, given.sheet), base: given.sheet });
  });
};

/** What a person chose: "mine" or "theirs" for each question that both sides changed. It goes as a new edit.
 * @param {string} id @param {Record<string, "mine" | "theirs">} chosen */
export const decide = (id, chosen) => store.change(id, (visit) => {
  const { conflict } = visit;
  if (!conflict) return;
  const theirs = conflict.theirs.sheet;
  const next = rebase(visit.sheet, visit.base ?? theirs, theirs);
  for (const field of conflict.fields.filter((one) => chosen[one] === "theirs")) {
    if (field === "present" || field === "operator_remark" || field === "signature") Object.assign(next, { [field]: theirs[field] });
    else if (theirs.answers[field]) next.answers[field] = theirs.answers[field];
    else delete next.answers[field];
  }
  Object.assign(visit, { sheet: next, base: theirs, version: conflict.version, conflict: null, outgoing: null, saved_at: now() });
});

export { isBusy, fromOffice };
