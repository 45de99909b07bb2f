import { type IdKind, newId } from "../../../tenant-schema/ids.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "../../kernel/paging.ts";
import { read } from "../../kernel/read.ts";
import { readExisting } from "./existing-queries.ts";
import { importQuery, loadImport } from "./import-records.ts";
import { ImportTally } from "./import-tally.ts";
import type { RefusedRow } from "./incoming.ts";
import { type FileStore, importPath, openPages, PageWriter } from "./page-store.ts";
import { planImport } from "./plan-import.ts";
import { readGroups } from "./read-groups.ts";
import {
  type ImportCounts,
  type ImportMapping,
  type ImportPreview,
  type PreviewFilter,
  type RowOutcome,
  type RowOutcomeKind,
  rowOutcomes,
} from "./schemas.ts";

const GROUPS_AT_ONCE = 1_000;
const PAGE_ROWS = 200;

interface PreviewAbout {
  readonly previewId: string;
  readonly counts: ImportCounts;
  /** Which pages of the store belong to an outcome, in order. */
  readonly pages: Readonly<Record<RowOutcomeKind, readonly number[]>>;
}

/** The dry run: what would become of every row, against the account as it is now. Writes nothing to the account. */
export async function previewImport(
  ctx: Context,
  store: FileStore,
  importId: string,
  mapping: ImportMapping,
): Promise<ImportPreview> {
  requireRight(ctx, "import", "full");
  const loaded = await loadImport(ctx, store, importId);
  const groups = readGroups(loaded, mapping, ctx.account);
  const pages = new OutcomePages(new PageWriter(store, previewPath(ctx, importId)));
  const tally = new ImportTally();
  let minted = 0;
  const rules = {
    idSource: mapping.idSource,
    whenMatched: mapping.whenMatched,
    // Nothing of a dry run is kept, so its ids need only differ from each other.
    mint: (kind: IdKind) => `${kind} ${++minted}`,
  };
  for (let start = 0; start < groups.families; start += GROUPS_AT_ONCE) {
    const chunk = groups.slice(start, start + GROUPS_AT_ONCE);
    const existing = await readExisting(ctx, chunk, mapping.idSource);
    const plan = planImport(chunk, existing, rules);
    tally.add(plan);
    for (const outcome of plan.outcomes) await pages.add(outcome);
  }
  tally.addRefused(groups.refused.length);
  for (const row of groups.refused) await pages.add(refusal(row));
  const counts = tally.counts();
  const previewId = newId("preview", ctx.nowMs);
  await pages.finish(previewId, counts);
  return { id: importId, previewId, counts };
}

/** One page of the rows of the latest dry run. @throws NotFound, Precondition when there was none, Conflict when another came */
export async function previewPage(
  ctx: Context,
  store: FileStore,
  importId: string,
  filter: PreviewFilter,
): Promise<Page<RowOutcome>> {
  requireRight(ctx, "import", "full");
  const { found } = await read(ctx, { found: importQuery(importId) });
  if (!found[0]) throw new NotFound("import");
  const pages = await openPages(store, previewPath(ctx, importId));
  if (!pages) {
    throw new Precondition(
      "no_preview",
      "There is no dry run of this import yet. Map the columns and preview it first.",
    );
  }
  const { previewId, counts, pages: places } = pages.about as PreviewAbout;
  if (filter.previewId !== undefined && filter.previewId !== previewId) {
    throw new Conflict(
      "preview_replaced",
      "This import was previewed again with other columns. Look at that dry run, or preview yours once more.",
    );
  }
  const at = filter.cursor ? Number(decodeCursor(filter.cursor, 1)[0]) : 0;
  const place = places[filter.outcome][at];
  const next = places[filter.outcome][at + 1] === undefined ? null : encodeCursor([String(at + 1)]);
  return {
    rows: place === undefined ? [] : ((await pages.page(place)) as RowOutcome[]),
    nextCursor: next,
    total: counts.rows[filter.outcome],
  };
}

function previewPath(ctx: Context, importId: string): string {
  return importPath(ctx.account.id, importId, "preview");
}

export function refusal(row: RefusedRow): RowOutcome {
  const { file, name, reasons } = row;
  return {
    id: `${file}:${row.row}`,
    file,
    row: row.row,
    outcome: "refused",
    name,
    familyId: null,
    familyName: null,
    matchedBy: null,
    changes: [],
    reasons,
  };
}

/** Rows of each outcome on pages of their own, so that a tab scrolls without reading the others. */
class OutcomePages {
  readonly #writer: PageWriter;
  readonly #waiting: Record<RowOutcomeKind, RowOutcome[]> = {
    new: [],
    changed: [],
    matched: [],
    refused: [],
  };
  readonly #places: Record<RowOutcomeKind, number[]> = { new: [], changed: [], matched: [], refused: [] };

  constructor(writer: PageWriter) {
    this.#writer = writer;
  }

  async add(outcome: RowOutcome): Promise<void> {
    const rows = this.#waiting[outcome.outcome];
    rows.push(outcome);
    if (rows.length === PAGE_ROWS) await this.#write(outcome.outcome);
  }

  async finish(previewId: string, counts: ImportCounts): Promise<void> {
    for (const kind of rowOutcomes) if (this.#waiting[kind].length > 0) await this.#write(kind);
    await this.#writer.finish({ previewId, counts, pages: this.#places } satisfies PreviewAbout);
  }

  async #write(kind: RowOutcomeKind): Promise<void> {
    this.#places[kind].push(this.#writer.count);
    await this.#writer.add(this.#waiting[kind]);
    this.#waiting[kind] = [];
  }
}
