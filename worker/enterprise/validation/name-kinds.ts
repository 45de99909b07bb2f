import { ENTRY_LISTS } from "../../domains/class-lists/entry-lists.ts";
import type { Reference } from "../../domains/settings/in-use.ts";
import { SETUP_LISTS } from "../../domains/tuition/setup-lists.ts";
import type { NameKind } from "./schemas.ts";

interface NameKindFacts {
  readonly entity: "levels" | "programs" | "chargeCategories";
  readonly table: string;
  readonly noun: string;
  readonly nouns: string;
  /** The page of the office on which these names are changed. */
  readonly page: string;
  readonly uses: Readonly<Record<string, Reference>>;
}

export const NAME_KINDS: Readonly<Record<NameKind, NameKindFacts>> = {
  level: {
    ...{ entity: "levels", table: "levels", noun: "level", nouns: "levels" },
    page: "/settings/levels",
    uses: ENTRY_LISTS.levels.uses,
  },
  program: {
    ...{ entity: "programs", table: "programs", noun: "program", nouns: "programs" },
    page: "/settings/programs",
    uses: ENTRY_LISTS.programs.uses,
  },
  charge_category: {
    ...{
      entity: "chargeCategories",
      table: "charge_categories",
      noun: "charge category",
      nouns: "charge categories",
    },
    page: "/settings/charge-categories",
    uses: SETUP_LISTS.chargeCategories.uses,
  },
};
