import * as z from "zod/mini";

// A browser that lets us push to it.

const key = (length: number, what: string) =>
  z.string().check(z.regex(new RegExp(`^[\\w-]{${length}}$`), `This is not ${what} of a browser`));

export const pushSubscriptionInput = z.object({
  endpoint: z.url().check(z.maxLength(1_000)),
  p256dh: key(87, "a key"),
  auth: key(22, "a secret"),
  /** What the person would call it: `Chrome on Android`. */
  device: z._default(z.string().check(z.trim(), z.maxLength(80)), ""),
});
export type PushSubscriptionInput = z.infer<typeof pushSubscriptionInput>;

export interface PushDevices {
  /** What a browser is told when it subscribes; null: push is not available here. */
  readonly publicKey: string | null;
  readonly devices: readonly {
    readonly id: string;
    readonly device: string;
    readonly createdAt: number;
    /** How a browser finds itself in the list: the hash of its own address. */
    readonly endpointHash: string;
  }[];
}
