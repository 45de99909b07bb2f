import * as z from "zod/mini";

export const nameKinds = ["level", "program", "charge_category"] as const;
export type NameKind = (typeof nameKinds)[number];

/** A name as it stands in accounts: blanks at its ends are part of what is to be found. */
const written = z.string().check(z.minLength(1), z.maxLength(200));
const wanted = z
  .string()
  .check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(60, "At most 60 characters"));
const accountIds = z
  .array(z.string().check(z.startsWith("acc_"), z.maxLength(40)))
  .check(
    z.minLength(1, "Choose at least one account"),
    z.maxLength(50, "Choose at most 50 accounts at once"),
  );

export const kindQuery = z.object({ kind: z._default(z.enum(nameKinds), "level") });
export const nameQuery = z.object({ kind: z.enum(nameKinds), name: written });
export const pushInput = z.object({ kind: z.enum(nameKinds), from: written, to: wanted, accountIds });
export type PushInput = z.infer<typeof pushInput>;

export interface NameCount {
  readonly name: string;
  readonly accounts: number;
}

/** Names that are probably one: the likely right one, and those that would be given it. */
export interface NearGroup {
  readonly likely: NameCount;
  readonly others: readonly NameCount[];
}

export interface NameList {
  readonly kind: NameKind;
  readonly names: readonly NameCount[];
  readonly groups: readonly NearGroup[];
  readonly accounts: number;
  /** When the account that was read longest ago was read; null: none was. */
  readonly oldestAt: number | null;
  /** Accounts that were never read, whose names are missing here. */
  readonly unread: number;
}

/** An account that has a name, and the page below its own address on which it is changed by hand. */
export interface NameAccount {
  readonly accountId: string;
  readonly accountName: string;
  readonly groupName: string | null;
  readonly path: string;
}

/** What a push would do in one account, as it stands there now. */
export interface PushPreviewRow {
  readonly accountId: string;
  readonly accountName: string;
  readonly record: { readonly id: string; readonly name: string } | null;
  /** What uses it, by what people call it; none: nothing does. */
  readonly uses: readonly { readonly what: string; readonly count: number; readonly atLeast: boolean }[];
  /** Why it would not be done; null: it would. */
  readonly problem: string | null;
}

export interface PushPreview {
  readonly kind: NameKind;
  readonly from: string;
  readonly to: string;
  readonly rows: readonly PushPreviewRow[];
}

export type PushState = "running" | "done" | "undoing" | "undone";

export interface PushAccount {
  readonly accountId: string;
  readonly accountName: string;
  readonly state: "waiting" | "done" | "failed" | "undone";
  readonly error: string | null;
}

export interface NamePush {
  readonly id: string;
  readonly kind: NameKind;
  readonly from: string;
  readonly to: string;
  readonly userName: string;
  readonly createdAt: number;
  readonly state: PushState;
  readonly accounts: readonly PushAccount[];
  /** Whether something of it can still be taken back. */
  readonly canUndo: boolean;
}
