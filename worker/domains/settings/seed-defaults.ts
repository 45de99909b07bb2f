import { sql } from "drizzle-orm";
import type { AnySQLiteColumn, AnySQLiteTable } from "drizzle-orm/sqlite-core";
import type { Account } from "../../../control-plane/account.ts";
import { type Statement, statement } from "../../../control-plane/query.ts";
import { columnsOf, type EntityName, entities } from "../../../tenant-schema/entities.ts";
import { type IdKind, newId } from "../../../tenant-schema/ids.ts";
import type { Level, Right } from "../../kernel/permissions.ts";
import { driverValue, insertValues } from "../../kernel/row-statements.ts";
import { STARTING_POLICIES } from "../policies/starting-policies.ts";
import type { KeywordKind, keywordColors, ListKind } from "./schemas.ts";

const LISTS: Readonly<Record<ListKind, readonly string[]>> = {
  relationship: [
    "Mother",
    "Father",
    "Guardian",
    "Grandparent",
    "Step-parent",
    "Foster parent",
    "Self",
    "Other",
  ],
  referral_source: [
    "Friend or family",
    "Search engine",
    "Social media",
    "School",
    "Walked by",
    "Event",
    "Other",
  ],
  email_type: ["Personal", "Work", "Other"],
  phone_type: ["Mobile", "Home", "Work", "Other"],
  drop_reason: [
    "Moved away",
    "Other activities",
    "Time does not suit",
    "Cost",
    "Illness or injury",
    "Unhappy",
    "Other",
  ],
};

type Color = (typeof keywordColors)[number];
const KEYWORDS: readonly { kind: KeywordKind; label: string; color: Color }[] = [
  { kind: "family", label: "Competition team", color: "purple" },
  { kind: "family", label: "Volunteer", color: "green" },
  { kind: "student", label: "Competition team", color: "purple" },
  { kind: "student", label: "Needs support", color: "orange" },
  { kind: "staff", label: "First aid", color: "red" },
];

interface DefaultGroup {
  readonly key: "administrators" | "frontDesk" | "coaches";
  readonly name: string;
  readonly description: string;
  readonly grants: Readonly<Partial<Record<Right, Level>>>;
}

const GROUPS: readonly DefaultGroup[] = [
  {
    key: "administrators",
    name: "Administrators",
    description: "Owners and managers: everything, now and later.",
    grants: { admin: "full" },
  },
  {
    key: "frontDesk",
    name: "Front desk",
    description: "Looks after families and students from day to day.",
    grants: {
      office: "full",
      families: "full",
      students: "full",
      suspend_families: "full",
      staff: "view",
      classes: "full",
      enrollments: "full",
      attendance: "full",
      policies: "view",
      answer_policies: "full",
      news: "full",
      excuse_absences: "full",
      create_makeup_tokens: "full",
    },
  },
  {
    key: "coaches",
    name: "Coaches",
    description: "Sees who is in a class and whom to call.",
    grants: {
      office: "full",
      families: "view",
      students: "view",
      classes: "view",
      enrollments: "view",
      attendance: "full",
    },
  },
];

export interface Defaults {
  readonly statements: Statement[];
  /** For whoever makes the first people of the account. */
  readonly groupIds: Readonly<Record<DefaultGroup["key"], string>>;
}

/**
 * What a new account starts with: lists, example keywords, groups with rights, and a location unless the batch made
 * one before, `without` what comes from elsewhere. The ids follow from the account's, so that a second run of the same
 * batch changes nothing.
 */
export async function seedDefaults(
  account: Pick<Account, "id" | "displayName" | "timeZone" | "createdAt">,
  nowMs: number,
  without: ReadonlySet<string> = new Set(),
): Promise<Defaults> {
  const idOf = idMaker(account);
  const stamps = { createdAt: nowMs, updatedAt: nowMs };
  const groups = await Promise.all(
    GROUPS.map(async (group) => ({ ...group, id: await idOf("group", group.key) })),
  );
  const grants = groups.flatMap((group) =>
    Object.entries(group.grants).map(([right, level]) => ({
      groupId: group.id,
      key: group.key,
      right,
      level,
    })),
  );
  const items = Object.entries(LISTS).flatMap(([kind, labels]) =>
    labels.map((label, position) => ({ kind, label, position })),
  );
  const rows: [EntityName, Row[]][] = [
    ["listItems", await withIds(items, (item) => idOf("listItem", `${item.kind}/${item.label}`))],
    [
      "keywords",
      await withIds([...KEYWORDS], (keyword) => idOf("keyword", `${keyword.kind}/${keyword.label}`)),
    ],
    ["staffGroups", groups.map(({ id, name, description }) => ({ id, name, description }))],
    [
      "grants",
      await Promise.all(
        grants.map(async ({ groupId, key, right, level }) => ({
          id: await idOf("grant", `${key}/${right}`),
          groupId,
          rightKey: right,
          level,
        })),
      ),
    ],
  ];
  for (const [entity, list] of await policyRows(idOf)) rows.push([entity, list]);
  const location = statement(sql`
    insert into locations (id, name, time_zone, position, created_at, updated_at)
    select ${await idOf("location", "first")}, ${account.displayName}, ${account.timeZone}, 0, ${nowMs}, ${nowMs}
    where not exists (select 1 from locations)`);
  const wanted = rows.filter(([entity]) => !without.has(entity));
  const statements = wanted.flatMap(([entity, list]) =>
    insertOnce(
      entity,
      list.map((row) => ({ ...row, ...stamps })),
    ),
  );
  const idOfGroup = (key: DefaultGroup["key"]) => groups.find((group) => group.key === key)!.id;
  return {
    statements: [location, ...statements],
    groupIds: {
      administrators: idOfGroup("administrators"),
      frontDesk: idOfGroup("frontDesk"),
      coaches: idOfGroup("coaches"),
    },
  };
}

/** The policies that a school starts with, each with its first text. */
async function policyRows(idOf: ReturnType<typeof idMaker>): Promise<[EntityName, Row[]][]> {
  const policies = await Promise.all(
    STARTING_POLICIES.map(async ({ key, body, ...policy }, position) => {
      const [id, textId] = [await idOf("policy", key), await idOf("policyVersion", key)];
      return {
        row: { id, ...policy, currentVersionId: textId, position },
        text: { id: textId, policyId: id, number: 1, body },
      };
    }),
  );
  return [
    ["policies", policies.map(({ row }) => row)],
    ["policyVersions", policies.map(({ text }) => text)],
  ];
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

async function withIds<R extends object>(rows: readonly R[], idOf: (row: R) => Promise<string>) {
  return Promise.all(rows.map(async (row) => ({ id: await idOf(row), ...row })));
}

/** Ids that look like any other and are always the same for one account and one purpose. */
function idMaker(account: Pick<Account, "id" | "createdAt">) {
  return async (kind: IdKind, purpose: string): Promise<string> => {
    const text = new TextEncoder().encode(`${account.id} ${kind} ${purpose}`);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
    return newId(kind, account.createdAt, () => digest);
  };
}

function insertOnce(entity: EntityName, rows: readonly Row[]): Statement[] {
  const columns = columnsOf(entity);
  const keys = Object.keys(rows[0]!);
  return insertValues(
    entities[entity].table as AnySQLiteTable,
    keys.map((key) => columns[key] as AnySQLiteColumn),
    rows.map((row) => keys.map((key) => driverValue(columns[key]!, row[key]))),
    sql`on conflict do nothing`,
  );
}
