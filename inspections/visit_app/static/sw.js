// The service worker: keeps the shell of one edition, and nothing else. It never sees a token and keeps no answer of
// the interface. A new edition waits until the application says that nothing is open and nothing waits.

const SHELL = /** @type {{ edition: string, files: string[] }} */ ({ edition: "", files: [] });
const PREFIX = "drempel-visit-shell-";
const CACHE = PREFIX + SHELL.edition;

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @param {string} file */
const address = (file) => new URL(file, worker.registration.scope).href;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) =>
    cache.addAll(SHELL.files.map((file) => new Request(address(file), { cache: "reload", credentials: "omit" })))));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
    await worker.clients.claim();
  })());
});

worker.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(worker.skipWaiting());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(worker.registration.scope)) return;
  const page = request.mode === "navigate" ? address("./") : request.url;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(page)).then((kept) => kept ?? fetch(request)));
});

// Only a bonus: Chromium wakes the worker when the network is back; the page does the sending, for it has the key.
worker.addEventListener("sync", (event) => {
  const { waitUntil } = /** @type {ExtendableEvent} */ (event);
  waitUntil.call(event, worker.clients.matchAll({ type: "window" }).then((pages) => { for (const page of pages) page.postMessage("send"); }));
});
