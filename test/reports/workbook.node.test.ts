import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { read as readSheet, utils, type WorkBook } from "xlsx";
import {
  sheetName,
  toWorkbook,
  type WorkbookSheet,
} from "../../worker/domains/reports/formats/to-workbook.ts";
import { zipStream } from "../../worker/domains/reports/formats/zip-stream.ts";
import { consolidatedSheets } from "../../worker/enterprise/generated-reports/consolidated-sheets.ts";
import { accountLabels, generatedFileName } from "../../worker/enterprise/generated-reports/file-names.ts";
import { documentOf, row, SCHOOL } from "./sample-document.ts";

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return new Uint8Array(Buffer.concat(parts));
}

const workbook = async (sheets: readonly WorkbookSheet[], mostRows?: number): Promise<WorkBook> =>
  readSheet(await bytesOf(toWorkbook(sheets, mostRows)), { cellDates: true, cellNF: true });
const rowsOf = (book: WorkBook, name: string) =>
  utils.sheet_to_json<unknown[]>(book.Sheets[name]!, { header: 1, raw: true });

describe("a workbook of several accounts", () => {
  const account = (
    accountName: string,
    rows: Parameters<typeof documentOf>[0][number],
    currency = "USD",
  ) => ({
    ...documentOf([rows], { school: { ...SCHOOL, currency } }),
    accountName,
  });

  it("holds all rows with their account and the sum, then a sheet each, with real numbers and dates", async () => {
    const hostile = `<Müller & "Söhne"> =1+1\u0001`;
    const book = await workbook(
      consolidatedSheets([
        account("Ash", [row(hostile, 1250)]),
        account("Birch", [row("Lee", 725), row("Núñez", null)]),
      ]),
    );
    expect(book.SheetNames).toEqual(["All accounts", "Ash", "Birch"]);
    const all = rowsOf(book, "All accounts");
    expect(all[0]).toEqual(["Account", "Family", "Charged on", "Amount", "Taken", "Places", "Full", "Paid"]);
    expect(all[1]).toEqual([
      "Ash",
      hostile.replace("\u0001", " "),
      new Date("2026-11-03T00:00:00Z"),
      12.5,
      6,
      8,
      0.75,
      false,
    ]);
    expect(all.slice(2).map((cells) => [cells[0], cells[1], cells[3]])).toEqual([
      ["Birch", "Lee", 7.25],
      ["Birch", "Núñez", undefined],
      ["Total", undefined, 19.75],
    ]);
    expect(book.Sheets["All accounts"]!.D2).toMatchObject({ t: "n", z: "#,##0.00" });
    expect(rowsOf(book, "Birch").map((cells) => cells[2])).toEqual(["Amount", 7.25, undefined, 7.25]);
  });

  it("names the currency and adds up nothing when there are several", async () => {
    const book = await workbook(
      consolidatedSheets([account("Ash", [row("A", 1250)]), account("Kyoto", [row("B", 1250)], "JPY")]),
    );
    expect(rowsOf(book, "All accounts").map((cells) => [cells[0], cells[1], cells[4]])).toEqual([
      ["Account", "Currency", "Amount"],
      ["Ash", "USD", 12.5],
      ["Kyoto", "JPY", 1250],
    ]);
  });

  it("goes on in another sheet where one is full, and is written while its rows are read", async () => {
    let read = 0;
    const sheet: WorkbookSheet = {
      name: "Rows",
      columns: [{ header: "n", width: 5 }],
      rows: async function* () {
        for (; read < 12_000; read++) yield [`row ${read}`];
      },
    };
    let first = 0;
    const pieces: Uint8Array[] = [];
    for await (const piece of toWorkbook([sheet], 5_001)) {
      pieces.push(piece);
      if (pieces.length === 3) first = read;
    }
    expect(first).toBeLessThan(5_000);
    const book = readSheet(new Uint8Array(Buffer.concat(pieces)));
    expect(book.SheetNames).toEqual(["Rows", "Rows 2", "Rows 3"]);
    expect(book.SheetNames.map((name) => rowsOf(book, name).length)).toEqual([5_001, 5_001, 2_001]);
    expect(rowsOf(book, "Rows 3").at(-1)).toEqual(["row 11999"]);
  });

  it("gives sheets and files names that differ and that every system takes", async () => {
    const taken: string[] = [];
    for (const name of ["Gym: East/West [1]", "gym east west 1", "A".repeat(40), "A".repeat(40), "///"])
      taken.push(sheetName(name, taken));
    expect(taken).toEqual([
      "Gym East West 1",
      "gym east west 1 (2)",
      "A".repeat(31),
      `${"A".repeat(27)} (2)`,
      "Sheet",
    ]);
    const labels = accountLabels([
      { id: "1", name: "Gym", urlName: "east" },
      { id: "2", name: "GYM", urlName: "west" },
      { id: "3", name: "Pool", urlName: "pool" },
    ]);
    expect(labels).toEqual({ 1: "Gym (east)", 2: "GYM (west)", 3: "Pool" });
    const naming = {
      report: { code: "FIN-1", title: "Aged accounts" },
      on: "2026-11-21",
      createdAt: Date.UTC(2026, 10, 21, 18, 5, 7),
      timeZone: "Asia/Tokyo",
    };
    expect(generatedFileName({ ...naming, label: 'A/B: "C"', filter: { on: "2026-10-31" } })).toBe(
      "A-B- -C- FIN-1 Aged accounts as of 2026-10-31 2026-11-22 030507",
    );
  });

  it("zips files as they are, one after the other", async () => {
    const bytes = (text: string) =>
      async function* () {
        yield new TextEncoder().encode(text);
      };
    const zip = await bytesOf(
      zipStream([
        { name: "a.txt", bytes: bytes("aaa") },
        { name: "Łódź.bin", bytes: bytes("b"), isPacked: true },
      ]),
    );
    const found = Object.entries(unzipSync(zip)).map(([name, content]) => [
      name,
      new TextDecoder().decode(content),
    ]);
    expect(found).toEqual([
      ["a.txt", "aaa"],
      ["Łódź.bin", "b"],
    ]);
  });
});
