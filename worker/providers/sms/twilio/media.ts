import type { MediaOutcome } from "../sms.ts";
import { type Call, DOWN } from "./answers.ts";

const MEDIA_HOST = /(^|\.)twilio\.com$/;
const MAX_MEDIA_BYTES = 6_000_000;
const TIMEOUT_MS = 15_000;

/** Fetches a picture with our credentials; where the provider sends us on to is asked without them. */
export async function fetchMedia(url: string, call: Call): Promise<MediaOutcome> {
  if (!URL.canParse(url)) return GONE;
  const { protocol, hostname } = new URL(url);
  if (protocol !== "https:" || !MEDIA_HOST.test(hostname)) return GONE;
  const first = await call(url);
  const next = first && first.status >= 300 && first.status < 400 ? first.headers.get("location") : null;
  const answer = next?.startsWith("https://") ? await plainly(next) : first;
  if (!answer || answer.status >= 500 || answer.status === 429) return DOWN;
  const announced = Number(answer.headers.get("content-length") ?? 0);
  if (!answer.ok || announced > MAX_MEDIA_BYTES) return GONE;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (bytes.length > MAX_MEDIA_BYTES) return GONE;
  return { outcome: "fetched", bytes, contentType: answer.headers.get("content-type") ?? "" };
}

const GONE = { outcome: "gone" } as const;

async function plainly(url: string): Promise<Response | null> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    return null;
  }
}
