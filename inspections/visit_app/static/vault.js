// The lock on the device: one random key for all records, which leaves this module only as ciphertext of itself.
//
// AES-256-GCM per record with a fresh 96-bit number and the record's id as additional data, so that no record can be
// put in the place of another. The key is wrapped (AES-KW) by what a passkey gives (WebAuthn PRF) or by a passphrase
// (PBKDF2-SHA-256, 600 000 rounds). In memory it cannot be exported; locking forgets it.

import { database, save } from "./db.js";

export const SHORTEST = 10;
const ROUNDS = 600_000;
const INFO = new TextEncoder().encode("drempel visits");

/** @type {CryptoKey | null} */
let key = null;

export class WrongKey extends Error {}
/** The device has no passkey that can give a key. */
export class NoPasskey extends Error {}

export const isOpen = () => key !== null;
export const lock = () => { key = null; };

/** How the vault of this device is opened; null when there is none yet.
 * @returns {Promise<KeyRecord | null>} */
export const wrapped = async () => (await (await database()).get("keys", "data")) ?? null;

/** @param {number} size */
const random = (size) => crypto.getRandomValues(new Uint8Array(size));

/** @param {string} passphrase @param {Uint8Array<ArrayBuffer>} salt @param {number} rounds */
const fromPassphrase = async (passphrase, salt, rounds) => {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, typed, { name: "AES-KW", length: 256 }, false, ["wrapKey", "unwrapKey"]);
};

/** @param {BufferSource} secret @param {Uint8Array<ArrayBuffer>} salt */
const fromPasskey = async (secret, salt) => {
  const given = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info: INFO }, given, { name: "AES-KW", length: 256 }, false, ["wrapKey", "unwrapKey"]);
};

/** @param {BufferSource} sealed @param {CryptoKey} by */
const unwrap = (sealed, by) =>
  crypto.subtle.unwrapKey("raw", sealed, by, "AES-KW", { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/** @param {CryptoKey} by @param {Omit<KeyRecord, "id" | "sealed">} about */
const create = async (by, about) => {
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const sealed = await crypto.subtle.wrapKey("raw", fresh, by, "AES-KW");
  await save(["keys"], (tx) => tx.objectStore("keys").put({ id: "data", sealed, ...about }));
  key = await unwrap(sealed, by);
};

/** @param {string} passphrase at least SHORTEST characters */
export const createWithPassphrase = async (passphrase) => {
  if (passphrase.length < SHORTEST) throw new WrongKey();
  const salt = random(16);
  await create(await fromPassphrase(passphrase, salt, ROUNDS), { how: "passphrase", salt, rounds: ROUNDS });
};

/** @param {string} passphrase @throws {WrongKey} */
export const openWithPassphrase = async (passphrase) => {
  const record = await wrapped();
  if (record?.how !== "passphrase") throw new WrongKey();
  const by = await fromPassphrase(passphrase, record.salt, record.rounds);
  try {
    key = await unwrap(record.sealed, by);
  } catch {
    throw new WrongKey();
  }
};

/** Whether this device may have a passkey of its own; whether it gives a key is known only once it was made. */
export const passkeyIsPossible = async () =>
  "PublicKeyCredential" in globalThis && (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false));

/** @param {Credential | null} answer @returns {BufferSource | null} */
const secretOf = (answer) =>
  /** @type {PublicKeyCredential | null} */ (answer)?.getClientExtensionResults().prf?.results?.first ?? null;

/** @param {ArrayBuffer} credential @param {Uint8Array<ArrayBuffer>} salt */
const askPasskey = async (credential, salt) => {
  const answer = await navigator.credentials.get({
    publicKey: {
      challenge: random(32),
      allowCredentials: [{ type: "public-key", id: credential, transports: ["internal"] }],
      userVerification: "required",
      extensions: { prf: { eval: { first: salt } } },
    },
  }).catch(() => null);
  return secretOf(answer);
};

/** @param {string} label what the device shows beside the passkey; names nobody
 * @throws {NoPasskey} when the device refuses or cannot give a key */
export const createWithPasskey = async (label) => {
  const salt = random(32);
  const made = /** @type {PublicKeyCredential | null} */ (await navigator.credentials.create({
    publicKey: {
      rp: { name: "Drempel" },
      user: { id: random(16), name: label, displayName: label },
      challenge: random(32),
      pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
      authenticatorSelection: { authenticatorAttachment: "platform", residentKey: "discouraged", userVerification: "required" },
      extensions: { prf: { eval: { first: salt } } },
    },
  }).catch(() => null));
  // Some devices give the key only when they are asked a second time.
  const secret = made && (secretOf(made) ?? (await askPasskey(made.rawId, salt)));
  if (!made || !secret) throw new NoPasskey();
  await create(await fromPasskey(secret, salt), { how: "passkey", salt, credential: made.rawId, rounds: 0 });
};

/** Works without a network. @throws {WrongKey} */
export const openWithPasskey = async () => {
  const record = await wrapped();
  const secret = record?.credential ? await askPasskey(record.credential, record.salt) : null;
  if (!record || !secret) throw new WrongKey();
  try {
    key = await unwrap(record.sealed, await fromPasskey(secret, record.salt));
  } catch {
    throw new WrongKey();
  }
};

const opened = () => {
  if (!key) throw new WrongKey();
  return key;
};

/** @param {string} id @param {BufferSource} plain @returns {Promise<Box>} */
export const sealBytes = async (id, plain) => {
  const iv = random(12);
  const bytes = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) }, opened(), plain);
  return { iv, bytes };
};

/** @param {string} id @param {Box} box @throws {WrongKey} when the box is not the one of this id */
export const openBytes = async (id, { iv, bytes }) => {
  const by = opened();
  try {
    return await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) }, by, bytes);
  } catch {
    throw new WrongKey();
  }
};

/** @param {string} id @param {unknown} value */
export const seal = (id, value) => sealBytes(id, new TextEncoder().encode(JSON.stringify(value)));

/** @param {string} id @param {Box} box @returns {Promise<any>} */
export const open = async (id, box) => JSON.parse(new TextDecoder().decode(await openBytes(id, box)));
