// The visit application: which screen the address asks for, the lock, and what makes it send.

import { dropLine } from "./api.js";
import { onReplaced } from "./db.js";
import { refreshState, show } from "./frame.js";
import { go } from "./go.js";
import { notice } from "./parts.js";
import { onProgress, progress, send, sendSoon } from "./send.js";
import { follow, renew, settle } from "./shell.js";
import * as store from "./store.js";
import * as vault from "./vault.js";
import { LANGUAGES, _, choose, chosenHere, speak } from "./words.js";
import { addendumScreen } from "./screens/addendum.js";
import { conflictScreen } from "./screens/conflict.js";
import { dangerScreen } from "./screens/danger.js";
import { deviceScreen } from "./screens/device.js";
import { elsewhereScreen } from "./screens/elsewhere.js";
import { peopleScreen } from "./screens/people.js";
import { summaryScreen } from "./screens/summary.js";
import { today } from "./screens/today.js";
import { topicScreen } from "./screens/topic.js";
import { unlock } from "./screens/unlock.js";
import { visitScreen } from "./screens/visit.js";
import { waitingScreen } from "./screens/waiting.js";
import { welcome } from "./screens/welcome.js";

/** @typedef {import("./frame.js").View} View */

/** The screen of an address; null sends the reader to the list of today.
 * @param {string} address @returns {View | Promise<View> | null} */
const screenOf = (address) => {
  const [, place, id = "", part, more, code] = address.split("/");
  if (place === "waiting" || place === "close") return waitingScreen(place === "close");
  if (place === "elsewhere") return elsewhereScreen();
  if (place === "device") return deviceScreen();
  const visit = place === "visit" ? store.visitOf(id) : undefined;
  if (!visit) return place ? null : today();
  if (part === "choose") return conflictScreen(visit);
  if (part === "danger") return dangerScreen(visit);
  if (part === "addendum" && visit.state === "sealed") return addendumScreen(visit);
  if (visit.state !== "under-way" || !part) return visitScreen(visit);
  if (part === "people") return peopleScreen(visit);
  if (part === "summary") return summaryScreen(visit);
  return part === "topic" && more ? topicScreen(visit, more, code) : null;
};

let turn = 0;
/** @type {View | null} */
let present = null;

/** Draw what the address asks for. `anew`: the same screen, because something changed. @param {boolean} anew */
const draw = async (anew) => {
  turn += 1;
  const mine = turn;
  const address = location.hash.replace(/^#/, "");
  const record = await vault.wrapped();
  const view = address === "/device" && record ? await deviceScreen()
    : !record ? await welcome((await store.evicted()) !== null)
      : !vault.isOpen() || !store.held.pack ? await unlock(opened)
        : await screenOf(address);
  if (mine !== turn) return;
  if (!view) { go("#/"); return; }
  present = view;
  show(view, lock, anew);
};

let planned = false;
/** Ten changes in a row are one drawing: the list of a great backlog takes time. */
const drawSoon = () => {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    if (present?.live && vault.isOpen()) void draw(true);
  });
};

/** What the reader does not have a form open on is drawn anew when something changed. */
const drawAnew = () => {
  refreshState();
  if (present?.live && vault.isOpen()) drawSoon();
  settle(Boolean(present?.live), [...store.held.visits.values()].some((visit) => visit.waiting_since));
};

const opened = async () => {
  await store.load();
  if (!store.held.pack && store.held.token) await send();
  touched = Date.now();
  await draw(false);
  sendSoon(0);
};

const lock = () => {
  store.close();
  void draw(false);
};

/* ---- the lock by itself ---- */

let touched = Date.now();
for (const event of ["pointerdown", "keydown", "input"]) addEventListener(event, () => { touched = Date.now(); }, { capture: true, passive: true });
const lockWhenIdle = () => { if (vault.isOpen() && progress.phase !== "sending" && Date.now() - touched > store.settings().idle_minutes * 60_000) lock(); };
setInterval(lockWhenIdle, 15_000);

/* ---- what makes it send ---- */

addEventListener("online", () => { dropLine(); refreshState(); sendSoon(0); });
addEventListener("offline", () => { dropLine(); refreshState(); });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  lockWhenIdle();
  void store.purge().then((kept) => { if (!kept) location.reload(); });
  sendSoon(0);
});
setInterval(() => sendSoon(0), 15 * 60_000);
addEventListener("drempel-renew", () => void renew());
navigator.serviceWorker?.addEventListener("message", (event) => { if (event.data === "send") sendSoon(0); });

/* ---- start ---- */

go.speak = async (language) => {
  choose(language);
  if (store.held.device) await store.note({ language });
  await speak(language);
  await draw(false);
};

/** @returns {string} the language of this device: chosen here, or that of the person, or of the browser */
const ownLanguage = () =>
  chosenHere() ?? store.held.device?.language ?? navigator.languages.map((one) => one.slice(0, 2)).find((one) => one in LANGUAGES) ?? "nl";

const start = async () => {
  await follow();
  await store.purge();
  await speak(ownLanguage());
  store.onChange(drawAnew);
  onProgress(drawAnew);
  onReplaced(() => document.getElementById("app")?.prepend(notice("warn", _("A newer edition is open in another tab"), [_("Close this tab; everything was saved.")])));
  addEventListener("hashchange", () => void draw(false));
  await draw(false);
};

await start();
