// The database on the device: four stores, opened once. What a person could read stands in it encrypted only.
//
//   keys     how the data key is wrapped: plain, useless without the passphrase or the passkey
//   boxes    work package, visits, token: encrypted; beside the box only what is needed while locked (ages, states)
//   blobs    photos and signatures: encrypted
//   notes    facts about the device itself: plain, nothing about a person or a place
//
// An upgrade only adds: an older edition of the application must still find what it knows.

import { openDB } from "./idb.js";

export const NAME = "drempel-visits";
export const EDITION = 1;

/** @type {Promise<import("idb").IDBPDatabase<Stores>> | null} */
let opened = null;
/** @type {Set<() => void>} */
const whenReplaced = new Set();

/** Be told when another tab has opened a newer edition and this one must be loaded again.
 * @param {() => void} tell */
export const onReplaced = (tell) => whenReplaced.add(tell);

/** The database; a lost connection is opened again at the next question. */
export const database = () => {
  opened ??= openDB(NAME, EDITION, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore("keys", { keyPath: "id" });
        db.createObjectStore("boxes", { keyPath: "id" });
        db.createObjectStore("blobs", { keyPath: "id" }).createIndex("visit", "visit");
        db.createObjectStore("notes", { keyPath: "id" });
      }
    },
    // This tab is older than another one: it lets go at once, so that nobody waits for it.
    blocking(_current, _wanted, event) {
      /** @type {IDBDatabase} */ (event.target).close();
      opened = null;
      for (const tell of whenReplaced) tell();
    },
    terminated() { opened = null; },
  });
  return opened;
};

/** One transaction for one save: all of it is on the disk, or nothing is.
 * @template T
 * @param {StoreName[]} stores
 * @param {(tx: import("idb").IDBPTransaction<Stores, StoreName[], "readwrite">) => Promise<T>} work
 * @returns {Promise<T>} */
export const save = async (stores, work) => {
  const tx = (await database()).transaction(stores, "readwrite", { durability: "strict" });
  try {
    const answer = await work(tx);
    await tx.done;
    return answer;
  } catch (fault) {
    try { tx.abort(); } catch { /* it had ended already */ }
    await tx.done.catch(() => undefined);
    throw fault;
  }
};

/** Close and forget the whole database. Resolves also when another tab still holds it: it goes when that tab closes. */
export const forget = async () => {
  if (opened) (await opened).close();
  opened = null;
  await /** @type {Promise<void>} */ (new Promise((done) => {
    const request = indexedDB.deleteDatabase(NAME);
    request.onsuccess = request.onerror = request.onblocked = () => done();
  }));
};
