import { api } from "./api.ts";

// This browser as a device that is told by push; the service worker of the page shows what comes.

export type PushState = "unsupported" | "refused" | "off" | "on";

type Devices = {
  publicKey: string | null;
  devices: readonly { id: string; endpointHash: string }[];
};

const PATH = "/push-devices";

const isSupported = () => "serviceWorker" in navigator && "PushManager" in window;

async function ready(): Promise<ServiceWorkerRegistration | undefined> {
  return isSupported() ? navigator.serviceWorker.getRegistration() : undefined;
}

async function hashOf(endpoint: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint)));
  return btoa(String.fromCharCode(...digest))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
}

export type PushHere = { state: PushState; deviceId?: string; publicKey?: string };

/**
 * Whether this browser is told, and which of the person's devices it is. `worker`: what shows notices is only set up
 * when they are switched on.
 */
export async function pushHere(worker?: WorkerAddress): Promise<PushHere> {
  const registration = await ready();
  if (!registration && !(worker && isSupported())) return { state: "unsupported" };
  const { publicKey, devices } = await api.get<Devices>(PATH);
  if (publicKey === null) return { state: "unsupported" };
  if (Notification.permission === "denied") return { state: "refused", publicKey };
  const subscription = await registration?.pushManager.getSubscription();
  const own = subscription && (await hashOf(subscription.endpoint));
  const deviceId = devices.find((device) => device.endpointHash === own)?.id;
  return deviceId === undefined ? { state: "off", publicKey } : { state: "on", deviceId, publicKey };
}

/** Where a portal's service worker is, and the pages it stands for. */
export type WorkerAddress = { script: string; scope: string };

async function begun(worker: WorkerAddress | undefined): Promise<ServiceWorkerRegistration | undefined> {
  const known = await ready();
  if (known || !worker || !isSupported()) return known;
  await navigator.serviceWorker.register(worker.script, { scope: worker.scope, updateViaCache: "none" });
  return navigator.serviceWorker.ready;
}

/** Asks the browser, then tells the school; only from a press of a button. */
export async function switchPushOn(publicKey: string, worker?: WorkerAddress): Promise<void> {
  const registration = await begun(worker);
  if (!registration) return;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  const device = navigator.userAgent.match(/Android|iPhone|iPad|Macintosh|Windows|Linux/)?.[0] ?? "";
  await api.post(PATH, { endpoint, p256dh: keys?.p256dh, auth: keys?.auth, device });
}

export async function switchPushOff(deviceId: string): Promise<void> {
  await api.delete(`${PATH}/${deviceId}`, {});
  const subscription = await (await ready())?.pushManager.getSubscription();
  await subscription?.unsubscribe();
}
