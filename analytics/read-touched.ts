import type { AccountSource, LoggedChange, PostedAmount } from "./account-source.ts";
import { type Row, type Statement, text } from "./database.ts";
import { classesOf, FACT_KINDS, type FactKind, livingAmong, openAmong, toFact } from "./extract.ts";
import type { Facts, Page } from "./load.ts";

/** What the rows that were written look like now, and what is open of the lines on which something was posted. */
export async function readTouched(
  source: AccountSource,
  changes: readonly LoggedChange[],
  postings: readonly PostedAmount[],
): Promise<Page> {
  const touched = new Map<string, Set<string>>();
  for (const { tableName, rowId } of changes) {
    const ids = touched.get(tableName) ?? new Set();
    touched.set(tableName, ids.add(rowId));
  }
  const idsOf = (table: string) => [...(touched.get(table) ?? [])];
  const classIds = await classesTouched(source, idsOf);
  const lineIds = [...new Set(postings.flatMap(({ lineId }) => lineId ?? []))];
  const kinds = FACT_KINDS.map((kind) => ({ kind, ids: kind === "classes" ? classIds : idsOf(kind) })).filter(
    ({ ids }) => ids.length > 0,
  );
  const groups = [
    ...kinds.map(({ kind, ids }) => livingAmong(kind, ids)),
    openAmong("line_id", lineIds),
    openAmong("charge_id", idsOf("charges")),
  ];
  const answers = await readGroups(source, groups);
  const facts: Partial<Record<FactKind, Facts>> = {};
  for (const [i, { kind, ids }] of kinds.entries()) {
    facts[kind] = { ids, rows: (answers[i] ?? []).map((row) => toFact(kind, row)) };
  }
  const open = new Map(answers.slice(-2).flatMap((rows) => rows.map((row) => [text(row.id), row] as const)));
  const openLines = { ids: [...new Set([...lineIds, ...open.keys()])], rows: [...open.values()] };
  return { facts, openLines, postings };
}

/** Reads groups of statements in one trip, and answers the rows of each group together. */
async function readGroups(source: AccountSource, groups: readonly Statement[][]): Promise<Row[][]> {
  const statements = groups.flat();
  const answers = statements.length > 0 ? [...(await source.read(statements))] : [];
  return groups.map((group) => answers.splice(0, group.length).flat());
}

/** A slot or one of its versions is part of its class. */
async function classesTouched(source: AccountSource, idsOf: (table: string) => string[]): Promise<string[]> {
  const groups = [classesOf("slots", idsOf("slots")), classesOf("slot_versions", idsOf("slot_versions"))];
  const owners = (await readGroups(source, groups)).flat();
  return [...new Set([...idsOf("classes"), ...owners.map((row) => text(row.id))])];
}
