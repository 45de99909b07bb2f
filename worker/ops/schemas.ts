import * as z from "zod/mini";
import { isId } from "../../tenant-schema/ids.ts";

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(120));

/** A new account, its database and its first administrator. */
export const createAccountInput = z.object({
  /** Minted by the caller; the same id again finishes what the first call began. */
  accountId: z
    .string()
    .check(z.regex(/^acc_[0-9a-hjkmnp-tv-z]{26}$/, "An account id is acc_ and 26 characters")),
  urlName: name,
  displayName: name,
  plan: z.enum(["signature", "elite", "premium", "enterprise"]),
  locationHint: z._default(z.nullable(z.enum(["weur", "eeur", "apac", "oc", "wnam", "enam"])), null),
  timeZone: name,
  locale: name,
  currency: z.string().check(z.regex(/^[A-Z]{3}$/, "Three capital letters, such as USD")),
  phoneRegion: z.string().check(z.regex(/^[A-Z]{2}$/, "Two capital letters, such as US")),
  database: z.union([z.literal("pool"), z.object({ url: z.url(), token: z.nullable(z.string()) })]),
  owner: z.object({
    firstName: name,
    lastName: name,
    email: z.email("Enter an address such as name@example.org"),
  }),
});
export type CreateAccountInput = z.infer<typeof createAccountInput>;

/** `enterpriseId` is minted by the caller: the same again is the same enterprise. */
export const createEnterpriseInput = z.object({
  enterpriseId: z.string().check(z.refine((id) => isId("enterprise", id), "is not the id of an enterprise")),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
  /** The organizations at Microsoft from which people may sign in. */
  tenants: z._default(z.array(z.string().check(z.maxLength(64))), []),
  accountIds: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(500)),
  admin: z.object({
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
    email: z.email(),
  }),
});
export type CreateEnterpriseInput = z.infer<typeof createEnterpriseInput>;
