import type { Cell, ReportLayout, ReportRow } from "../shapes.ts";
import type { ReportDocument } from "./document.ts";
import { hasTotals, Totals } from "./totals.ts";

/** What a printed report consists of, from top to bottom. */
export type Line =
  | { readonly kind: "section"; readonly title: string; readonly note: string | null }
  | { readonly kind: "group"; readonly title: string }
  | { readonly kind: "row"; readonly cells: readonly Cell[] }
  | {
      readonly kind: "subtotal" | "section-total" | "total";
      readonly label: string;
      readonly count: number;
      readonly cells: readonly Cell[];
    };

/** Rows with the headings above them and the sums below them. One pass: only the sums of what is open are kept. */
export async function* linesOf(document: ReportDocument): AsyncGenerator<Line> {
  const sums = new OpenSums(document);
  for await (const rows of document.chunks()) {
    for (const row of rows) {
      yield* sums.before(row);
      yield { kind: "row", cells: row.cells };
      sums.add(row);
    }
  }
  yield* sums.end();
}

interface Open {
  readonly key: string;
  readonly totals: Totals;
  readonly counts: boolean;
}

/** The section and the group that the rows are in, and what they have come to so far. */
class OpenSums {
  readonly #layout: ReportLayout;
  readonly #given: ReportDocument["totals"];
  readonly #summed: boolean;
  readonly #grand: Totals;
  #section: Open | null = null;
  #group: Open | null = null;

  constructor({ layout, totals }: ReportDocument) {
    this.#layout = layout;
    this.#given = totals;
    this.#summed = hasTotals(layout.columns);
    this.#grand = new Totals(layout.columns);
  }

  *before(row: ReportRow): Generator<Line> {
    const { sections, groupLabel } = this.#layout;
    if (sections.length > 0 && row.section !== this.#section?.key) {
      yield* this.#endSection();
      const next = sections.find(({ key }) => key === row.section);
      this.#section = this.#open(row.section ?? "", next?.counts ?? true);
      yield { kind: "section", title: next?.title ?? this.#section.key, note: next?.note ?? null };
    }
    const key = row.group ?? "";
    if (groupLabel === null || key === this.#group?.key) return;
    yield* this.#endGroup();
    this.#group = this.#open(key, true);
    yield { kind: "group", title: key || "None" };
  }

  add({ cells }: ReportRow): void {
    this.#group?.totals.add(cells);
    this.#section?.totals.add(cells);
    if (this.#section?.counts ?? true) this.#grand.add(cells);
  }

  *end(): Generator<Line> {
    yield* this.#endSection();
    const count = this.#grand.count;
    // What is handed out family by family does not end with what all of them owe.
    if (!this.#summed || this.#layout.breaksGroups) return;
    yield { kind: "total", label: "Total", count, cells: this.#grand.cells(this.#given) };
  }

  #open(key: string, counts: boolean): Open {
    return { key, counts, totals: new Totals(this.#layout.columns) };
  }

  *#endGroup(): Generator<Line> {
    const group = this.#group;
    this.#group = null;
    if (group && this.#summed) yield sumLine("subtotal", `Subtotal ${group.key || "None"}`, group.totals);
  }

  *#endSection(): Generator<Line> {
    yield* this.#endGroup();
    const section = this.#section;
    this.#section = null;
    if (!section || !this.#summed) return;
    const title = this.#layout.sections.find(({ key }) => key === section.key)?.title ?? section.key;
    yield sumLine("section-total", `Total ${title}`, section.totals);
  }
}

function sumLine(kind: "subtotal" | "section-total", label: string, totals: Totals): Line {
  return { kind, label, count: totals.count, cells: totals.cells() };
}
