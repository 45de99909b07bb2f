import type { Env } from "../../env.ts";
import type { VapidKeys } from "./web-push.ts";

/** The keys that this deployment was given; null: it has none, and offers no push. */
export function vapidOf(env: Env): VapidKeys | null {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, MAIL_FROM } = env;
  if (publicKey === undefined || privateKey === undefined) return null;
  return { publicKey, privateKey, subject: `mailto:${MAIL_FROM}` };
}
