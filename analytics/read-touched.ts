import type { AccountSource, LoggedChange, PostedAmount } from "./account-source.ts";
import { type Statement, text } from "./database.ts";
import { classesOfSlots, FACT_KINDS, type FactKind, livingAmong, openAmong, toFact } from "./extract.ts";
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
  const kinds = FACT_KINDS.map((kind) => ({ kind, ids: kind === "classes" ? classIds : idsOf(kind) })).filter(
    ({ ids }) => ids.length > 0,
  );
  const lineIds = [...new Set(postings.flatMap(({ lineId }) => lineId ?? []))];
  const chargeIds = idsOf("charges");
  const statements: Statement[] = kinds.map(({ kind, ids }) => livingAmong(kind, ids));
  const asksLines = lineIds.length + chargeIds.length > 0;
  if (asksLines) statements.push(openAmong(lineIds, chargeIds));
  const answers = statements.length > 0 ? await source.read(statements) : [];
  const facts: Partial<Record<FactKind, Facts>> = {};
  for (const [i, { kind, ids }] of kinds.entries()) {
    facts[kind] = { ids, rows: (answers[i] ?? []).map((row) => toFact(kind, row)) };
  }
  const open = asksLines ? (answers.at(-1) ?? []) : [];
  const openIds = [...new Set([...lineIds, ...open.map((row) => text(row.id))])];
  return { facts, openLines: { ids: openIds, rows: open }, postings };
}

/** A slot or one of its versions is part of its class. */
async function classesTouched(source: AccountSource, idsOf: (table: string) => string[]): Promise<string[]> {
  const [slots, versions] = [idsOf("slots"), idsOf("slot_versions")];
  if (slots.length + versions.length === 0) return idsOf("classes");
  const [rows = []] = await source.read([classesOfSlots(slots, versions)]);
  return [...new Set([...idsOf("classes"), ...rows.map((row) => text(row.id))])];
}
