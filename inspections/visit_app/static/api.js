// Calls to the house, as docs/tablet-protocol.md says. With a token never a cookie; only registering uses the sign-in.

import { held, note } from "./store.js";
import { current } from "./words.js";

export const CLIENT = 1;
const HOUSE = "/api/v1";
const PATIENCE = 30_000;
/** How long to wait for the answer to a photo, in milliseconds: as long as the slowest line worth trying needs for it.
 * @param {number} bytes */
export const patienceFor = (bytes) => 2 * PATIENCE + bytes / 8;

let line = new AbortController();
/** The network went or came: what is under way on the old line would wait for an answer that cannot come any more. */
export const dropLine = () => {
  line.abort();
  line = new AbortController();
};
/** @param {number} patience */
const signalFor = (patience) => {
  const late = AbortSignal.timeout(patience);
  return "any" in AbortSignal ? AbortSignal.any([late, line.signal]) : late;
};

/** An answer that is not the one that was hoped for. `name`: the last part of its type, as in the protocol. */
export class Problem extends Error {
  /** @param {number} status @param {Record<string, any>} body @param {number} retryAfter seconds, 0 when not said */
  constructor(status, body, retryAfter) {
    super(body["detail"] || body["title"] || String(status));
    this.status = status;
    this.body = body;
    this.name = String(body["type"] ?? "").split("/").at(-1) ?? "";
    this.retryAfter = retryAfter;
  }
}

/** How far the clock of the house is ahead of this one, from the moment in an answer; half the way there counts.
 * @param {Response} answer @param {number} asked */
const measure = async (answer, asked) => {
  const told = Date.parse(answer.headers.get("Drempel-Time") ?? "");
  if (!told || !held.device) return;
  const offset = Math.round(told - (asked + Date.now()) / 2);
  if (Math.abs(offset - held.device.clock_offset_ms) > 2000) await note({ clock_offset_ms: offset });
};

/** @param {string} method @param {string} path
 * @param {{ headers?: Record<string, string>, body?: BodyInit, patience?: number, signedIn?: boolean }} [how]
 * @returns {Promise<Response>}
 * @throws {Problem} for every answer that is not 2xx; TypeError or DOMException when there was no answer */
export const call = async (method, path, { headers = {}, body, patience = PATIENCE, signedIn = false } = {}) => {
  const asked = Date.now();
  /** @type {Record<string, string>} */
  const own = { "Accept-Language": current(), ...headers };
  if (!signedIn) Object.assign(own, { Authorization: `Bearer ${held.token?.value ?? ""}`, "Drempel-Client": String(CLIENT) });
  const answer = await fetch(HOUSE + path, {
    method, headers: own, body: body ?? null, cache: "no-store", credentials: signedIn ? "same-origin" : "omit", signal: signalFor(patience),
  });
  await measure(answer, asked);
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => ({}));
  throw new Problem(answer.status, said, Number(answer.headers.get("Retry-After")) || 0);
};

/** The clock of this device as evidence. @param {string} captured @returns {Clock} */
export const clock = (captured) => ({
  captured_at: captured,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  offset_ms: held.device?.clock_offset_ms ?? 0,
});

/** Content-Digest of RFC 9530. @param {ArrayBuffer} bytes */
export const digest = async (bytes) => {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha-256=:${btoa(String.fromCharCode(...sum))}:`;
};
