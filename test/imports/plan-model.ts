import type { EntityName, Row } from "../../tenant-schema/entities.ts";
import { newId } from "../../tenant-schema/ids.ts";
import {
  type Existing,
  type ExistingFamily,
  keyIndex,
  NOTHING_EXISTS,
} from "../../worker/domains/imports/existing.ts";
import { importFields } from "../../worker/domains/imports/fields.ts";
import { guessMapping } from "../../worker/domains/imports/guess-mapping.ts";
import { type ImportPlan, planImport } from "../../worker/domains/imports/plan-import.ts";
import { readGroups } from "../../worker/domains/imports/read-groups.ts";
import { readTable } from "../../worker/domains/imports/read-table.ts";
import { type ImportMapping, importMapping } from "../../worker/domains/imports/schemas.ts";
import type { Slot } from "../../worker/domains/imports/slot.ts";
import type { AccountFacts } from "../../worker/kernel/context.ts";

const account = { phoneRegion: "US", locale: "en-US" } as AccountFacts;

/** Reads a file as the account would, under the mapping that is proposed for it. */
export function groupsOf(text: string, mapping: Partial<ImportMapping> = {}) {
  const table = readTable(new TextEncoder().encode(text), "x.csv");
  const fields = importFields([]);
  const whole = importMapping.parse({ ...guessMapping(table, fields), ...mapping });
  const loaded = {
    id: "imp_1",
    source: { kind: "csv" as const, tables: [table], skipped: [] },
    files: [],
    fileNames: ["x.csv"],
    customFields: [],
    fields,
    today: "2026-11-21",
  };
  const read = readGroups(loaded, whole, account);
  return { groups: read.slice(0, read.families), refused: read.refused, mapping: whole };
}

let minted = 0;

/** An account as a value: what a plan is made against, and what it is afterwards. */
export class Model {
  existing: Existing = NOTHING_EXISTS;

  /** Plans the file in chunks of so many families, and settles each before the next. */
  import(
    text: string,
    options: { mapping?: Partial<ImportMapping>; familiesPerStep?: number } = {},
  ): ImportPlan[] {
    const { groups, mapping } = groupsOf(text, options.mapping);
    const size = options.familiesPerStep ?? 1_000;
    const plans: ImportPlan[] = [];
    for (let start = 0; start < groups.length; start += size) {
      const plan = planImport(groups.slice(start, start + size), this.existing, {
        idSource: mapping.idSource,
        whenMatched: mapping.whenMatched,
        mint: (kind) => newId(kind, ++minted),
      });
      this.settle(plan);
      plans.push(plan);
    }
    return plans;
  }

  settle(plan: ImportPlan): void {
    const families = new Map(this.existing.families);
    for (const working of plan.families) {
      const row = <E extends EntityName>(slot: Slot<E>) =>
        ({ preferredName: null, ...slot.current, ...slot.fields }) as Row<E>;
      families.set(working.id, {
        family: row(working.family),
        guardians: working.guardians.map(row),
        emails: working.emails.map(row),
        phones: working.phones.map(row),
        students: working.students.map(row),
        contacts: working.contacts.map(row),
        notes: [
          ...(working.existing?.notes ?? []),
          ...working.newNotes.map((note) => ({ ...note, id: "not_1", familyId: working.id })),
        ],
        keywordLinks: [...(working.existing?.keywordLinks ?? []), ...working.newLinks],
        externalIds: working.existing?.externalIds ?? [],
      } satisfies ExistingFamily);
    }
    const keys = new Map(this.existing.keys);
    for (const { source, key, id } of plan.links) {
      const home = [...families.values()].find(
        ({ family, students, guardians }) =>
          family.id === id || [...students, ...guardians].some((person) => person.id === id),
      )!;
      keys.set(keyIndex(source, key), { storedId: id, id, familyId: home.family.id });
      families.set(home.family.id, { ...home, externalIds: [...home.externalIds, { id, source, key }] });
    }
    const { listItems, keywords } = this.existing.lists;
    this.existing = {
      families,
      keys,
      lists: {
        listItems: [...listItems, ...plan.lists.listItems],
        keywords: [...keywords, ...plan.lists.keywords],
      },
    };
  }

  family(name: string): ExistingFamily {
    const found = this.families.filter((family) => family.family.name === name);
    if (found.length !== 1) throw new Error(`${found.length} families are called ${name}`);
    return found[0]!;
  }

  get families(): ExistingFamily[] {
    return [...this.existing.families.values()];
  }
}

export const outcomesOf = (plans: readonly ImportPlan[]) =>
  plans
    .flatMap((plan) => plan.outcomes)
    .sort((a, b) => a.row - b.row)
    .map((outcome) => outcome.outcome);
