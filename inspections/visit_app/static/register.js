// Becoming a known device, and a fresh token each shift: both ask for an ordinary sign-in in this browser.

import { CLIENT, Problem, call } from "./api.js";
import { newId, now } from "./ids.js";
import * as store from "./store.js";

export const SIGN_IN = "/sign-in?next=/visit-app/";
export const SIGN_IN_AGAIN = "/visit-app-sign-in";

/** Who is signed in in this browser; null when nobody is. @typedef {{ csrf_token: string, fresh: boolean, person: { id: string, name: string, language: string }, municipality: { code: string, name: string } }} Session */

/** @returns {Promise<Session | null>} */
export const session = async () => {
  try {
    return await (await call("GET", "/session", { signedIn: true })).json();
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 401) return null;
    throw fault;
  }
};

/** Go and sign in; who is signed in for longer gives the password only. */
export const signIn = async () => location.assign((await session().catch(() => null)) ? SIGN_IN_AGAIN : SIGN_IN);

/** The work of another person is on this device: nobody else may send or erase it unseen. */
export class SomebodyElse extends Error {
  /** @param {string} owner */
  constructor(owner) { super(owner); }
}

/** Ask a token for this device. Needs an open vault. @param {Session} signedIn @param {{ lost?: boolean }} [how]
 * @throws {Problem | SomebodyElse} */
export const register = async (signedIn, { lost = false } = {}) => {
  const owner = store.held.pack?.person;
  if (owner && owner.id !== signedIn.person.id) throw new SomebodyElse(owner.name);
  const persisted = await keepForGood();
  const device_id = store.held.device?.device_id ?? newId();
  const answer = await call("POST", "/devices", {
    signedIn: true,
    headers: { "X-CSRFToken": signedIn.csrf_token, "Content-Type": "application/json" },
    body: JSON.stringify({ device_id, name: deviceName(), client: CLIENT, persisted, lost }),
  });
  const given = await answer.json();
  await store.note({
    device_id, persisted, settings: given.settings, language: given.person.language, unlocked_at: now(),
    ...(store.held.device ? {} : { registered_at: now(), last_try_at: null, last_sent_at: null }),
    clock_offset_ms: Math.round(Date.parse(given.server_time) - Date.now()),
  });
  store.setCanary(device_id);
  await store.keep("token", { value: given.token, expires_at: given.expires_at });
  return given;
};

/** Ask the browser not to throw the store away; false is an answer too. */
export const keepForGood = async () => (await navigator.storage?.persist?.().catch(() => false)) ?? false;

/** What the desk sees in its list of devices: the kind of machine, nothing about who holds it. */
const deviceName = () => {
  const machine = /iPad|iPhone|Android|Windows|Macintosh|Linux/.exec(navigator.userAgent)?.[0] ?? "Tablet";
  return `${machine}, ${screen.width} × ${screen.height}`;
};

/** Whether the token lapses within a quarter of an hour, by the clock of the house. */
export const tokenIsOld = () => {
  const { token, device } = store.held;
  return !token || Date.parse(token.expires_at) - (device?.clock_offset_ms ?? 0) < Date.now() + 900_000;
};
