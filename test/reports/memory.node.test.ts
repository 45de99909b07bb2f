import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, describe, expect, it } from "vitest";
import { findReport } from "../../worker/domains/reports/catalog.ts";
import type { Position } from "../../worker/domains/reports/definition.ts";
import type { ReportDocument } from "../../worker/domains/reports/formats/document.ts";
import { toCsv } from "../../worker/domains/reports/formats/to-csv.ts";
import { toXlsx } from "../../worker/domains/reports/formats/to-xlsx.ts";
import type { ReportRow } from "../../worker/domains/reports/shapes.ts";
import { prepareBooks } from "../ledger/books/ground.ts";
import { ALL, scopeFor } from "./read-all.ts";
import { SCHOOL } from "./sample-document.ts";

const LINES = 100_000;
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** The most that lived at once, measured after a collection, so that what is only waiting for one does not count. */
class Peak {
  readonly #start = Peak.#used();
  #most = 0;
  static #used(): number {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  }
  note(): void {
    this.#most = Math.max(this.#most, Peak.#used() - this.#start);
  }
  get megabytes(): number {
    return Math.round(this.#most / 100_000) / 10;
  }
}

describe("a category list of 100,000 lines", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chalkline-report-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const { node, families, locationId } = await prepareBooks();
  node.sqlite.exec(`
    with recursive n (i) as (select 1 union all select i + 1 from n where i < ${LINES})
    insert into charges (id, number, family_id, location_id, title, charge_on, due_on, source, created_at, updated_at)
      select printf('chg_%06d', i), i + 5000, '${families[0]}', '${locationId}', 'Tuition of a month', '2026-10-01', '2026-10-05',
        'tuition', 0, 0 from n;
    insert into charge_lines (id, charge_id, family_id, kind, description, base_minor, net_minor, total_minor, created_at, updated_at)
      select 'chl_' || substr(id, 5), id, family_id, 'tuition', 'Tuition of October for a class with a name', 9000, 9000, 9000, 0, 0
      from charges;
    insert into postings (kind, debit, credit, amount_minor, family_id, location_id, charge_id, line_id, effective_on, posted_at, change_id)
      select 'charge', 'receivable', 'revenue', 9000, family_id, '${locationId}', charge_id, id, '2026-10-01', 1, 'chg' from charge_lines;`);

  it("is read, kept and written in memory that does not grow with it", { timeout: 300_000 }, async () => {
    const report = findReport("FIN-6")!;
    const scope = scopeFor(node.context(Date.UTC(2026, 10, 21)), [ALL], "2026-11-21");
    const filter = { period: "last_month", group: "category", state: "all", later: true, voided: true };
    const bound = await report.begin(scope, filter);
    const layout = await report.layout(scope, filter, bound);
    const reading = new Peak();
    let parts = 0;
    for (let after: Position | null = null; ; ) {
      const page = await report.page(scope, { filter, bound, after, limit: 1_000 });
      writeFileSync(join(folder, `${parts}.json`), JSON.stringify(page.rows));
      parts += 1;
      reading.note();
      if (page.next === null) break;
      after = page.next;
    }
    const document: ReportDocument = {
      ...{ code: "FIN-6", title: "Category list", school: SCHOOL, layout, rowCount: LINES },
      ...{ madeAtMs: 0, madeBy: "Pat", totals: {} },
      chunks: async function* () {
        for (let part = 0; part < parts; part++) {
          yield JSON.parse(readFileSync(join(folder, `${part}.json`), "utf8")) as ReportRow[];
        }
      },
    };
    const csv = new Peak();
    const file = openSync(join(folder, "out.csv"), "w");
    let lines = 0;
    for await (const piece of toCsv(document)) {
      writeSync(file, piece);
      lines += piece.split("\r\n").length - 1;
      csv.note();
    }
    closeSync(file);
    expect(lines).toBe(LINES + 1);
    const xlsx = new Peak();
    let chunks = 0;
    for await (const _chunk of toXlsx(document)) if (chunks++ % 40 === 0) xlsx.note();
    const size = Math.round(statSync(join(folder, "out.csv")).size / 1e6);
    console.info(
      `FIN-6 of ${LINES} lines, CSV of ${size} MB: peak while reading ${reading.megabytes} MB, CSV ${csv.megabytes} MB, XLSX ${xlsx.megabytes} MB`,
    );
    expect(reading.megabytes).toBeLessThan(40);
    expect(csv.megabytes).toBeLessThan(40);
    expect(xlsx.megabytes).toBeLessThan(40);
  });
});
