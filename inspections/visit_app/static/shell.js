// The edition of this application: a new one is fetched in the background and takes over only when nothing is open
// and nothing waits, so that no half-filled form meets other code.

/** @type {ServiceWorkerRegistration | null} */
let registration = null;

/** Chromium asks that addresses of scripts are made in one place. @param {string} name @returns {string} */
const trusted = (name) => {
  const factory = /** @type {any} */ (globalThis).trustedTypes;
  return factory ? factory.createPolicy("drempel", { createScriptURL: (/** @type {string} */ text) => text }).createScriptURL(name) : name;
};

/** Keep the shell for use without a network. A browser without service workers works as long as it has a network. */
export const follow = async () => {
  if (!("serviceWorker" in navigator)) return;
  const first = !navigator.serviceWorker.controller;
  registration = await navigator.serviceWorker.register(trusted("sw.js"), { scope: "./", updateViaCache: "none" }).catch(() => null);
  let reloading = first;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first worker only begins to keep; a later one brings other code, so the page is loaded again.
    if (reloading) { reloading = false; return; }
    location.reload();
  });
};

const takeOver = () => registration?.waiting?.postMessage("take-over");

/** Let a new edition take over, if there is one. @param {boolean} calm no form is open @param {boolean} waiting something was not sent */
export const settle = (calm, waiting) => {
  if (calm && !waiting) takeOver();
};

/** The office refuses this edition: the new one is fetched on request of the reader. What waits is in the database. */
export const renew = async () => {
  await registration?.update().catch(() => undefined);
  const coming = registration?.installing;  // found, and not fetched whole yet
  if (coming) await new Promise((done) => coming.addEventListener("statechange", done, { once: true }));
  if (registration?.waiting) takeOver();
  else location.reload();
};

/** Ask to be woken when the network is back. Only a bonus: iPads and Firefox do not know it, and nothing leans on it. */
export const wakeLater = () => {
  const sync = /** @type {any} */ (registration)?.sync;
  if (sync) void sync.register("send").catch(() => undefined);
};
