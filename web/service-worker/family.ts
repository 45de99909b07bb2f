// What a phone does for the portal of one school: it shows what is pushed to whoever uses it. For the family portal it
// also shows the offline document while there is no connection, which has nothing of anybody in it, with the scripts
// and styles that this document names. Answers of the server are never kept here. A new version takes over at once and
// throws away what the old one kept.

const worker = self as unknown as ServiceWorkerGlobalScope;
const base = worker.location.pathname.replace(/\/[^/]*$/, "");
const shell = `${base}/offline`;
const prefix = `chalkline-shell:${base}:`;
/**
 * The Worker writes it at the top of this script, another whenever the offline document becomes another. Empty in the
 * office, which has no offline document: there the script only shows what is pushed.
 */
declare const SHELL_VERSION: string;
const keepsShell = SHELL_VERSION !== "";
const cacheName = () => `${prefix}${SHELL_VERSION}`;

worker.addEventListener("install", (event) => {
  event.waitUntil((keepsShell ? keepShell() : Promise.resolve()).then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(forgetOthers().then(() => worker.clients.claim()));
});

if (keepsShell) worker.addEventListener("fetch", answer);

function answer(event: FetchEvent): void {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (request.mode === "navigate") {
    if (pathname === base || pathname.startsWith(`${base}/`)) event.respondWith(page(request));
    return;
  }
  const isPart = pathname.startsWith("/assets/") || pathname === `${base}/theme.css`;
  if (isPart) event.respondWith(part(request));
}

interface PushContent {
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly tag: string;
}

worker.addEventListener("push", (event) => {
  const content = event.data?.json() as PushContent | undefined;
  if (!content) return;
  const { title, body, url, tag } = content;
  event.waitUntil(worker.registration.showNotification(title, { body, tag, data: { url } }));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(
    (event.notification.data as { url?: string } | null)?.url ?? base,
    worker.location.origin,
  );
  // Only our own pages, whatever the message says.
  const target = url.origin === worker.location.origin ? url.href : base;
  event.waitUntil(openPage(target));
});

/** A page of the portal that is open already comes to the front. */
async function openPage(target: string): Promise<void> {
  const windows = await worker.clients.matchAll({ type: "window" });
  const open = windows.find((client) => new URL(client.url).pathname.startsWith(base));
  if (open) await open.focus();
  else await worker.clients.openWindow(target);
}

/** Always the server's own page; the document for being offline only when there is no way to the server. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(shell, { cacheName: cacheName() });
    if (kept) return kept;
    throw error;
  }
}

/** What the offline document consists of; a name with a hash in it is the same for ever. */
async function part(request: Request): Promise<Response> {
  const kept = await caches.match(request, { cacheName: cacheName() });
  return kept ?? fetch(request);
}

async function keepShell(): Promise<void> {
  const document = await fetch(shell, { cache: "reload", credentials: "omit" });
  if (!document.ok) throw new Error(`The offline document answered ${document.status}.`);
  const html = await document.clone().text();
  const named = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path as string);
  const parts = named.filter((path) => path.startsWith("/assets/") || path.startsWith(`${base}/theme.css`));
  const cache = await caches.open(cacheName());
  await cache.addAll([...new Set(parts)]);
  // Last, so that the document is there only with all that it needs.
  await cache.put(shell, document);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName());
  await Promise.all(old.map((name) => caches.delete(name)));
}
