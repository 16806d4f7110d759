// Keeps the files of the check-in page on the device, so that it opens without a network. It runs for this page alone, keeps
// files of the build alone, and answers nothing that is asked of the API. The build fills in what the files are.

const PAGE = '/admin/check-in';
const FILES = __DOOR_FILES__;
const CACHE = 'door-__DOOR_VERSION__';
/** Milliseconds that a network which is hardly there has to answer. */
const PATIENCE = 4_000;

self.addEventListener('install', event => {
  event.waitUntil(
    caches
      .open(CACHE)
      // The page is not named by its content: what the browser holds of it may be older.
      .then(cache => cache.addAll([new Request(PAGE, { cache: 'reload' }), ...FILES]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', event => {
  event.waitUntil(forgetOlder().then(() => self.clients.claim()));
});

self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && pathname === PAGE) event.respondWith(openPage(request));
  else if (FILES.includes(pathname)) event.respondWith(fileOf(request));
});

/** The page as it is on the server, while there is one; else as it was kept. */
async function openPage(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status < 500) return answer;
  } catch {
    // No network.
  }
  return (await (await caches.open(CACHE)).match(PAGE)) ?? Response.error();
}

/** Names of files say what is in them: one that is kept is the one that is asked for. */
async function fileOf(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** Pages that are open may be of the build before: its files stay for one build more. */
async function forgetOlder() {
  const names = (await caches.keys()).filter(name => name.startsWith('door-') && name !== CACHE);
  await Promise.all(names.slice(0, -1).map(name => caches.delete(name)));
}
