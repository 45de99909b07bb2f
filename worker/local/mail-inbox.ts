import { type EmailMessage, type EmailProvider, MailDelayed, MailRefused } from "../providers/email/email.ts";

export interface StoredMail extends EmailMessage {
  readonly key: string;
  readonly receivedAtMs: number;
}

/** What the inbox does with the next mails instead of taking them. */
export const MAIL_FAULTS = ["decline", "delay", "duplicate", "die"] as const;
export type MailFault = (typeof MAIL_FAULTS)[number];
export interface MailMode {
  readonly fault: MailFault;
  /** How many mails it still concerns. */
  readonly left: number;
}

const PREFIX = "local/mail/";
const MODE_KEY = "local/mail-mode.json";

/** The local stand-in for the world's mailboxes: every mail is kept and can be read at /local/mail. */
export function localInbox(files: R2Bucket, now: () => number): EmailProvider {
  return {
    async send(message) {
      switch (await takeFault(files)) {
        case "decline":
          throw new MailRefused("550 the local inbox was told to decline");
        case "delay":
          throw new MailDelayed("451 the local inbox was told to delay");
        case "duplicate":
          await storeMail(files, message, now());
          return storeMail(files, message, now());
        case "die":
          await storeMail(files, message, now());
          throw new Error("The local inbox was told to die after it took the mail");
        case null:
          return storeMail(files, message, now());
      }
    },
  };
}

/** Newest first by key: the time counts down. */
async function storeMail(files: R2Bucket, message: EmailMessage, nowMs: number): Promise<void> {
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

export async function mailMode(files: R2Bucket): Promise<MailMode | null> {
  const body = await files.get(MODE_KEY);
  return body ? body.json<MailMode>() : null;
}

export async function setMailMode(files: R2Bucket, mode: MailMode | null): Promise<void> {
  if (mode && mode.left > 0) await files.put(MODE_KEY, JSON.stringify(mode));
  else await files.delete(MODE_KEY);
}

async function takeFault(files: R2Bucket): Promise<MailFault | null> {
  const mode = await mailMode(files);
  if (!mode) return null;
  await setMailMode(files, { ...mode, left: mode.left - 1 });
  return mode.fault;
}
