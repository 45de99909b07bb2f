import * as z from "zod/mini";

const name = z
  .string()
  .check(z.trim(), z.minLength(1, "Give the group a name"), z.maxLength(80, "At most 80 characters"));
const version = z.int().check(z.positive());
const id = z.string().check(z.maxLength(40));

export const createGroupInput = z.object({ name, parentId: z._default(z.nullable(id), null) });
export type CreateGroupInput = z.infer<typeof createGroupInput>;

/** What is left out stays as it is; `parentId` null makes it a group of its own. */
export const updateGroupInput = z.object({
  version,
  name: z.optional(name),
  isActive: z.optional(z.boolean()),
  parentId: z.optional(z.nullable(id)),
});
export type UpdateGroupInput = z.infer<typeof updateGroupInput>;

export const versionInput = z.object({ version });

/** Into which group an account goes; null: into none. */
export const placeAccountInput = z.object({ version, groupId: z.nullable(id) });
export type PlaceAccountInput = z.infer<typeof placeAccountInput>;

const fact = (max: number) => z.string().check(z.trim(), z.maxLength(max, `At most ${max} characters`));
export const accountFactsInput = z.object({
  version,
  ownerName: fact(120),
  contactName: fact(120),
  contactEmail: fact(254).check(
    z.refine(
      (address) => address === "" || z.safeParse(z.email(), address).success,
      "Enter an e-mail address, such as name@example.com, or nothing",
    ),
  ),
  contactPhone: fact(32),
  place: fact(120),
});
export type AccountFactsInput = z.infer<typeof accountFactsInput>;

/** A group as the page of users and groups shows it. */
export interface Group {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly isActive: boolean;
  readonly version: number;
  readonly users: number;
}

/** An account as that page shows it. */
export interface GroupedAccount {
  readonly id: string;
  readonly name: string;
  readonly groupId: string | null;
  readonly version: number;
}

export interface GroupTree {
  readonly groups: readonly Group[];
  readonly accounts: readonly GroupedAccount[];
}
