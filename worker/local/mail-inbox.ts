import type { EmailMessage, EmailProvider } from "../providers/email/email.ts";

export interface StoredMail extends EmailMessage {
  readonly key: string;
  readonly receivedAtMs: number;
}

const PREFIX = "local/mail/";

/** The local stand-in for the world's mailboxes: every mail is kept and can be read at /local/mail. */
export function localInbox(files: R2Bucket, now: () => number): EmailProvider {
  return {
    async send(message) {
      await storeMail(files, message, now());
    },
  };
}

/** Newest first by key: the time counts down. */
export async function storeMail(files: R2Bucket, message: EmailMessage, nowMs: number): Promise<void> {
  const key = `${String(9_999_999_999_999 - nowMs)}-${crypto.randomUUID()}`;
  const stored: StoredMail = { ...message, key, receivedAtMs: nowMs };
  await files.put(`${PREFIX}${key}.json`, JSON.stringify(stored));
}

export async function listMail(files: R2Bucket, limit: number): Promise<StoredMail[]> {
  const { objects } = await files.list({ prefix: PREFIX, limit });
  const bodies = await Promise.all(objects.map(({ key }) => files.get(key)));
  return Promise.all(bodies.flatMap((body) => (body ? [body.json<StoredMail>()] : [])));
}

export async function findMail(files: R2Bucket, key: string): Promise<StoredMail | null> {
  const body = await files.get(`${PREFIX}${key}.json`);
  return body ? body.json<StoredMail>() : null;
}
