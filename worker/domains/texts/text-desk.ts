import { wakeAccountBy } from "../../../control-plane/due-accounts.ts";
import { readMessaging } from "../../../control-plane/message-providers.ts";
import type { Context } from "../../kernel/context.ts";
import type { TextProvider } from "../../providers/sms/sms.ts";
import type { Services } from "../../services.ts";
import { mediaAddress } from "./media-address.ts";

/** The school's way to text, opened, and the address that its provider tells us things at. */
export interface OpenDesk {
  readonly provider: TextProvider;
  readonly statusUrl: (messageId: string) => string;
}

/** Where the texts of one account meet the outside world. */
export interface TextDesk {
  /** Null: the school is not connected to a provider. */
  readonly open: () => Promise<OpenDesk | null>;
  /** Where the provider fetches a picture, for as long as it may want to. */
  readonly mediaUrl: (fileId: string) => Promise<string>;
  /** Has the account looked after by then, also when this isolate dies. */
  readonly wake: (atMs: number) => Promise<void>;
}

export function textDeskOf(services: Services, ctx: Context): TextDesk {
  const { house, env, control } = services;
  const deps = { control, masterKey: env.MASTER_KEY, now: house.now };
  return {
    async open() {
      const access = await readMessaging(deps, ctx.account.id);
      const provider = access && house.providers.texts.providerFor(access);
      if (!provider) return null;
      const base = textsUrl(env.PUBLIC_ORIGIN, access.pathToken);
      return { provider, statusUrl: (messageId) => `${base}/status/${messageId}` };
    },
    mediaUrl: (fileId) => mediaAddress(env, { accountId: ctx.account.id, fileId, nowMs: ctx.nowMs }),
    wake: (atMs) => wakeAccountBy(control, ctx.account.id, atMs),
  };
}

/** Where a provider hands in what comes; the token is the address's only secret part and leads to the account. */
export function textsUrl(origin: string, pathToken: string): string {
  return `${origin}/webhooks/sms/${pathToken}`;
}
