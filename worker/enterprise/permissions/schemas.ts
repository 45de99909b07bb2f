import * as z from "zod/mini";

const level = z.nullable(z.enum(["none", "view"]));

/** One right of one group: what it was when the page was read, and what it shall be; null is "as granted". */
const overrideChange = z.object({
  right: z.string().check(z.minLength(1), z.maxLength(60)),
  from: level,
  to: level,
});

const changes = z.array(overrideChange).check(z.minLength(1), z.maxLength(100));

/** `groupId` null is the whole enterprise. */
export const overridesInput = z.object({
  groupId: z.nullable(z.string().check(z.maxLength(60))),
  changes,
  /** The act takes another one back; only its words differ. */
  isUndo: z._default(z.boolean(), false),
});
export type OverridesInput = z.infer<typeof overridesInput>;
export type OverrideChange = OverridesInput["changes"][number];
export type OverrideLevel = "none" | "view" | null;

export const previewInput = z.object({ groupId: z.nullable(z.string().check(z.maxLength(60))), changes });
export type PreviewInput = z.infer<typeof previewInput>;

export const overridesFilter = z.object({ group: z.optional(z.string().check(z.maxLength(60))) });

/** The enterprise itself (`id` null) or a group of it, as a place where rights are taken away. */
export interface OverrideNode {
  readonly id: string | null;
  readonly parentId: string | null;
  readonly name: string;
  readonly depth: number;
  /** How many rights it takes away itself. */
  readonly ownCount: number;
}

export interface OverriddenRight {
  readonly right: string;
  readonly section: "application" | "pages" | "tasks" | "reports";
  readonly label: string;
  readonly description: string;
  /** What this place leaves; null: as granted. */
  readonly own: OverrideLevel;
  /** The least that is left by what stands above, and who says so. */
  readonly inherited: { readonly maxLevel: "none" | "view"; readonly groupName: string } | null;
}

export interface OverridesPage {
  readonly nodes: readonly OverrideNode[];
  readonly node: OverrideNode;
  readonly accountCount: number;
  /** Everything but the way in, which nothing takes away. */
  readonly rights: readonly OverriddenRight[];
}

/** What somebody would have of a right before and after. */
export interface Loss {
  readonly right: string;
  readonly label: string;
  readonly people: readonly {
    readonly name: string;
    readonly from: "view" | "full";
    readonly to: "none" | "view";
  }[];
}

/** One line of a preview, as accounts answer. */
export type PreviewFrame =
  | { readonly kind: "accounts"; readonly total: number }
  | { readonly kind: "account"; readonly id: string; readonly name: string; readonly losses: readonly Loss[] }
  | { readonly kind: "failed"; readonly id: string; readonly name: string; readonly text: string }
  | { readonly kind: "done"; readonly people: number; readonly failed: number };
