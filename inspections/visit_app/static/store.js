// What the device holds, decrypted while it is unlocked. Every change is on the disk, encrypted, before it is shown as saved.

import { EDITION, database, forget, save } from "./db.js";
import { newId, now } from "./ids.js";
import * as vault from "./vault.js";

const MARK = "drempel-visits";  // the canary in localStorage: an id of the device, nothing else
const GONE = "drempel-visits-gone";
/** Until the house has said otherwise. @type {Settings} */
const SETTINGS = { idle_minutes: 10, erase_hours: 24, days_without_unlock: 7, stale_hours: 12 };
export const settings = () => held.device?.settings ?? SETTINGS;

/** @type {{ pack: Package | null, visits: Map<string, Visit>, token: Token | null, device: DeviceNote | null }} */
export const held = { pack: null, visits: new Map(), token: null, device: null };
/** Ids that were given up because the office knows something else under them. What is on the screen may still say them.
 * @type {Map<string, string>} */
const renamed = new Map();
/** @param {string} id @returns {string} */
const nowCalled = (id) => { const other = renamed.get(id); return other ? nowCalled(other) : id; };
/** A visit, also by an id that it had before. @param {string} id */
export const visitOf = (id) => held.visits.get(nowCalled(id));
/** @type {Map<string, number>} */
const revisions = new Map();
/** @type {Set<() => void>} */
const listeners = new Set();
const others = new BroadcastChannel(MARK);

/** Be told after each change, also of another tab. @param {() => void} tell */
export const onChange = (tell) => { listeners.add(tell); return () => listeners.delete(tell); };
const told = () => { for (const tell of listeners) tell(); };
const changed = () => { others.postMessage("changed"); told(); };
others.onmessage = async (/** @type {MessageEvent} */ event) => {
  for (const [old, id] of event.data.renamed ?? []) renamed.set(old, id);
  if (event.data === "erased") location.reload();
  else if (vault.isOpen()) { await load(); told(); } else { await loadNote(); told(); }
};

const loadNote = async () => { held.device = (await (await database()).get("notes", "device")) ?? null; };

/** Read everything; photos stay encrypted until they are looked at or sent. */
export const load = async () => {
  const records = await (await database()).getAll("boxes");
  await loadNote();
  /** @type {Map<string, Visit>} */
  const visits = new Map();
  await Promise.all(records.map(async (record) => {
    const value = await vault.open(record.id, record);
    revisions.set(record.id, record.revision);
    // Kept by an edition that knew no addenda: nothing was added yet.
    if (record.kind === "visit") visits.set(record.id, { addenda: [], own_addenda: [], ...value });
    else if (record.kind === "package") held.pack = value;
    else held.token = value;
  }));
  held.visits = visits;
};

/** Forget what was decrypted; the boxes stay. */
export const close = () => {
  vault.lock();
  held.pack = null;
  held.token = null;
  held.visits = new Map();
  told();
};

/** @param {string} id @param {BoxRecord["kind"]} kind @param {any} value @param {number} revision @returns {Promise<BoxRecord>} */
const boxed = async (id, kind, value, revision) => ({
  id, kind, edition: EDITION, revision, ...(await vault.seal(id, value)),
  waiting_since: value.waiting_since ?? null, purge_at: value.purge_at ?? null,
});

/** @param {"package" | "token"} kind @param {Package | Token} value */
export const keep = async (kind, value) => {
  const record = await boxed(kind, kind, value, 0);
  await save(["boxes"], (tx) => tx.objectStore("boxes").put(record));
  if (kind === "package") held.pack = /** @type {Package} */ (value);
  else held.token = /** @type {Token} */ (value);
  changed();
};

/** @param {Partial<DeviceNote>} facts */
export const note = async (facts) => {
  await save(["notes"], async (tx) => {
    const known = await tx.objectStore("notes").get("device");
    const next = /** @type {DeviceNote} */ ({ id: "device", ...known, ...facts });
    await tx.objectStore("notes").put(next);
    held.device = next;
  });
};

/** Change one visit. `mutate` gets a copy and may run again when another tab was first, so it must only do that.
 * Attachments given are stored in the same transaction.
 * @param {string} id
 * @param {(visit: Visit) => void} mutate
 * @param {BlobRecord[]} [blobs]
 * @returns {Promise<Visit>} */
export const change = (id, mutate, blobs = []) => inTurn(() => changeNow(nowCalled(id), mutate, blobs));

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
const inTurn = (work) => {
  const mine = turn.then(work);
  turn = mine.then(() => undefined, () => undefined);
  return mine;
};

/** One change after another: what was typed before a button was pressed is saved before what the button does.
 * @type {Promise<unknown>} */
let turn = Promise.resolve();

/** Resolves once every change asked for so far is on the disk. */
export const settled = () => turn;

/** @param {string} id @param {(visit: Visit) => void} mutate @param {BlobRecord[]} blobs @returns {Promise<Visit>} */
const changeNow = async (id, mutate, blobs) => {
  for (;;) {
    const known = held.visits.get(id);
    if (!known) throw new Error(`no visit ${id}`);
    // By way of its text, so that no two parts of a visit are ever the same object: a change of the sheet must not reach
    // the base it is compared with.
    const next = /** @type {Visit} */ (JSON.parse(JSON.stringify(known)));
    mutate(next);
    const seen = revisions.get(id) ?? 0;
    const record = await boxed(id, "visit", next, seen + 1);
    const done = await save(["boxes", "blobs"], async (tx) => {
      const there = await tx.objectStore("boxes").get(id);
      if (there && there.revision !== seen) return false;
      await Promise.all([tx.objectStore("boxes").put(record), ...blobs.map((blob) => tx.objectStore("blobs").put({ ...blob, visit: id }))]);
      return true;
    });
    if (done) {
      revisions.set(id, seen + 1);
      held.visits.set(id, next);
      changed();
      return next;
    }
    await load();
  }
};

/** Give a visit, or some of its pictures, other ids: the office knows something else under those they have. The id is part
 * of each encrypted record, so these are made anew, in one transaction that takes the old ones away.
 * @param {string} id @param {{ visit?: boolean, pictures?: string[] }} which `pictures` given up; all of them with the visit
 * @param {(visit: Visit, other: (id: string) => string) => void} mutate gets the new ids from `other`
 * @returns {Promise<Visit>} */
export const takeNewIds = (id, { visit: whole = false, pictures = [] }, mutate) => inTurn(async () => {
  for (;;) {
    const known = visitOf(id);
    if (!known) throw new Error(`no visit ${id}`);
    const to = whole ? newId() : known.id;
    const fresh = new Map((whole ? known.photos.map((photo) => photo.id) : pictures).map((one) => [one, newId()]));
    const next = /** @type {Visit} */ (JSON.parse(JSON.stringify(known)));
    next.id = to;
    for (const photo of next.photos) if (fresh.has(photo.id)) Object.assign(photo, { id: fresh.get(photo.id), sent: false });
    mutate(next, (one) => fresh.get(one) ?? one);
    const db = await database();
    /** @type {BlobRecord[]} */
    const blobs = [];
    for (const [one, other] of fresh) {
      const blob = await db.get("blobs", one);
      if (blob) blobs.push({ ...blob, id: other, visit: to, sent: false, ...(await vault.sealBytes(other, await vault.openBytes(one, blob))) });
    }
    const seen = revisions.get(known.id) ?? 0;
    const record = await boxed(to, "visit", next, seen + 1);
    const done = await save(["boxes", "blobs"], async (tx) => {
      const there = await tx.objectStore("boxes").get(known.id);
      if (!there || there.revision !== seen) return false;
      if (whole) await tx.objectStore("boxes").delete(known.id);
      await tx.objectStore("boxes").put(record);
      await Promise.all([...blobs.map((blob) => tx.objectStore("blobs").put(blob)), ...[...fresh.keys()].map((one) => tx.objectStore("blobs").delete(one))]);
      return true;
    });
    if (!done) { await load(); continue; }
    const pairs = [...fresh, ...(whole ? [/** @type {[string, string]} */ ([known.id, to])] : [])];
    for (const [old, other] of pairs) renamed.set(old, other);
    if (whole) { held.visits.delete(known.id); revisions.delete(known.id); }
    revisions.set(to, seen + 1);
    held.visits.set(to, next);
    others.postMessage({ renamed: pairs });
    told();
    return next;
  }
});

/** Put visits that the office sent, or that began here, beside those there are. @param {Visit[]} visits */
export const put = async (visits) => {
  const records = await Promise.all(visits.map((visit) => boxed(visit.id, "visit", visit, (revisions.get(visit.id) ?? 0) + 1)));
  await save(["boxes"], async (tx) => { await Promise.all(records.map((record) => tx.objectStore("boxes").put(record))); });
  for (const visit of visits) {
    renamed.delete(visit.id);  // the office's own visit of that id has come: from now on the id means that one
    revisions.set(visit.id, (revisions.get(visit.id) ?? 0) + 1);
    held.visits.set(visit.id, visit);
  }
  changed();
};

/** Take visits off the device with everything that belongs to them; works while locked.
 * @param {string[]} ids */
export const remove = async (ids) => {
  if (!ids.length) return;
  await save(["boxes", "blobs"], async (tx) => {
    const blobs = tx.objectStore("blobs");
    for (const id of ids) {
      await tx.objectStore("boxes").delete(id);
      for (const key of await blobs.index("visit").getAllKeys(id)) await blobs.delete(key);
    }
  });
  for (const id of ids) { held.visits.delete(id); revisions.delete(id); }
  changed();
};

/** A change by the inspector: saved here now, and waiting from the first change that was not sent.
 * @param {string} id @param {(visit: Visit) => void} mutate @param {BlobRecord[]} [blobs] */
export const edit = (id, mutate, blobs = []) =>
  change(id, (visit) => {
    if (visit.state === "sealed") return;
    mutate(visit);
    visit.saved_at = now();
    visit.waiting_since ??= visit.saved_at;
    visit.refused = null;
  }, blobs);

/** Keep a photo or signature before anything else is done with it.
 * @param {string} given id of the visit @param {Blob} picture @param {PhotoNote["kind"]} kind @param {string} code */
export const addPicture = async (given, picture, kind, code) => {
  const id = nowCalled(given);
  const plain = await picture.arrayBuffer();
  const photo = newId();
  const blob = { id: photo, visit: id, edition: EDITION, size: plain.byteLength, sent: false, ...(await vault.sealBytes(photo, plain)) };
  const about = { id: photo, item_code: code, kind, captured_at: now(), size: plain.byteLength, media_type: picture.type || "image/jpeg", sent: false };
  await edit(id, (visit) => {
    if (kind === "signature") visit.photos = visit.photos.filter((one) => one.kind !== "signature" || one.sent);
    visit.photos.push(about);
  }, [blob]);
};

/** The bytes of a photo, decrypted. @param {PhotoNote} about @returns {Promise<Blob | null>} null when it was erased */
export const picture = async (about) => {
  const id = nowCalled(about.id);
  const record = await (await database()).get("blobs", id);
  return record ? new Blob([await vault.openBytes(id, record)], { type: about.media_type }) : null;
};

/** @param {string} id @param {string} given id of the photo */
export const removePicture = async (id, given) => {
  const photo = nowCalled(given);
  await edit(id, (visit) => { visit.photos = visit.photos.filter((one) => one.id !== photo); });
  await save(["blobs"], (tx) => tx.objectStore("blobs").delete(photo));
};

/** What waits, readable while locked. @returns {Promise<{ count: number, since: string | null }>} */
export const waiting = async () => {
  const since = (await (await database()).getAll("boxes")).flatMap((record) => record.waiting_since ?? []).sort();
  return { count: since.length, since: since[0] ?? null };
};

/** Erase what was acknowledged long enough ago, and everything when nobody unlocked for too many days.
 * @returns {Promise<boolean>} false when everything was erased */
export const purge = async () => {
  await loadNote();
  const { device } = held;
  if (device && Date.now() - Date.parse(device.unlocked_at) > settings().days_without_unlock * 86_400_000) {
    await erase("unused");
    return false;
  }
  const boxes = await (await database()).getAll("boxes");
  await remove(boxes.filter((record) => record.purge_at && Date.parse(record.purge_at) <= Date.now()).map((record) => record.id));
  return true;
};

/** Take everything off this device. `why` is kept as one word, so that the next start can say it.
 * @param {"revoked" | "unused" | "by-hand" | "evicted"} why */
export const erase = async (why) => {
  close();
  held.device = null;
  localStorage.removeItem(MARK);
  localStorage.setItem(GONE, why);
  await forget();
  for (const name of await caches.keys()) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  others.postMessage("erased");
};

/** Why the device is empty: one word, or null when it was never used. */
export const gone = () => localStorage.getItem(GONE);

/** Set out the canary: beside the database, so that its loss is noticed. @param {string} device */
export const setCanary = (device) => {
  localStorage.setItem(MARK, device);
  localStorage.removeItem(GONE);
};

/** The id of the device whose database the browser threw away, or null. @returns {Promise<string | null>} */
export const evicted = async () => {
  const mark = localStorage.getItem(MARK);
  return mark && !(await vault.wrapped()) ? mark : null;
};
