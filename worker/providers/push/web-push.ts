import { buildPushPayload } from "@block65/webcrypto-web-push";
import type { PushProvider } from "./push.ts";

/** The push services of the browsers that there are. What a browser sends us is asked of nobody else. */
const SERVICES = [
  "fcm.googleapis.com",
  "updates.push.services.mozilla.com",
  "web.push.apple.com",
  ".push.apple.com",
  ".notify.windows.com",
];
const TIMEOUT_MS = 15_000;
const DAY_SECONDS = 86_400;

export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
  /** How the push services reach whoever runs this: mailto:… or https:… */
  readonly subject: string;
}

/** Web Push with keys of this deployment. `alsoKnows` is for a push service on the same machine. */
export function webPush(
  keys: VapidKeys | null,
  alsoKnows: (url: URL) => boolean = () => false,
): PushProvider {
  return {
    publicKey: keys?.publicKey ?? null,
    knows: (endpoint) => isService(endpoint, alsoKnows),
    async send(target, content) {
      if (!keys || !isService(target.endpoint, alsoKnows)) return "refused";
      const subscription = {
        endpoint: target.endpoint,
        expirationTime: null,
        keys: { p256dh: target.p256dh, auth: target.auth },
      };
      const request = await build({ ...content }, subscription, keys);
      return request === null ? "gone" : post(target.endpoint, request);
    },
  };
}

type Build = typeof buildPushPayload;

/** Null when the keys of the browser are none. */
async function build(
  data: Readonly<Record<string, string>>,
  subscription: Parameters<Build>[1],
  keys: VapidKeys,
): Promise<Awaited<ReturnType<Build>> | null> {
  try {
    return await buildPushPayload(
      { data, options: { ttl: DAY_SECONDS, urgency: "normal" } },
      subscription,
      keys,
    );
  } catch {
    return null;
  }
}

async function post(endpoint: string, request: Awaited<ReturnType<Build>>) {
  try {
    const answer = await fetch(endpoint, {
      ...request,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    if (answer.ok) return "sent";
    return answer.status === 404 || answer.status === 410 ? "gone" : "refused";
  } catch {
    return "unclear";
  }
}

function isService(endpoint: string, alsoKnows: (url: URL) => boolean): boolean {
  if (!URL.canParse(endpoint)) return false;
  const url = new URL(endpoint);
  if (alsoKnows(url)) return true;
  if (url.protocol !== "https:" || url.port !== "") return false;
  return SERVICES.some((host) =>
    host.startsWith(".") ? url.hostname.endsWith(host) : url.hostname === host,
  );
}
