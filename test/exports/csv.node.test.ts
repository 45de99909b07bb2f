import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { attachment, BOM, csvLine } from "../../worker/domains/exports/csv.ts";
import { readTable } from "../../worker/domains/imports/read-table.ts";

const RUNS = { numRuns: 1_000 };

describe("a line of CSV", () => {
  it("quotes what RFC 4180 asks to be quoted, and ends with CRLF", () => {
    expect(csvLine(["a", 'say "hi"', "x,y", "two\nlines", null, true, 7])).toBe(
      'a,"say ""hi""","x,y","two\nlines",,yes,7\r\n',
    );
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", `"'\t=1"`],
    ["\r=1", `"'\r=1"`],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
    ["+13125550142", "+13125550142"],
    ["-12.50", "-12.50"],
    ["O'Neill", "O'Neill"],
  ])("makes %j harmless and leaves numbers as they are", (value, cell) => {
    expect(csvLine([value])).toBe(`${cell}\r\n`);
  });

  it("is read back by another program as it was written", () => {
    const harmless = fc.string({ unit: "grapheme" }).filter((text) => !/^[=+\-@\t\r\n]/.test(text));
    fc.assert(
      fc.property(
        fc.array(fc.array(harmless, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        (rows) => {
          const text = rows.map(csvLine).join("");
          expect(Papa.parse<string[]>(text, { newline: "\r\n", delimiter: "," }).data.slice(0, -1)).toEqual(
            rows,
          );
        },
      ),
      RUNS,
    );
  });

  it("never begins a cell like a formula, and our import takes the apostrophe off again", () => {
    const nasty = fc
      .tuple(fc.constantFrom("=", "+", "-", "@"), fc.string({ minLength: 1, unit: "grapheme-ascii" }))
      .map((parts) => parts.join("").trim());
    fc.assert(
      fc.property(nasty, (value) => {
        const text = BOM + csvLine(["Name", "Note"]) + csvLine(["x", value]);
        const raw = Papa.parse<string[]>(text, { delimiter: "," }).data[1]![1]!;
        expect(/^[=+\-@\t\r]/.test(raw)).toBe(/^[+-]?\d+(\.\d+)?$/.test(value));
        const { rows } = readTable(new TextEncoder().encode(text), "x.csv");
        expect(rows[0]!.cells[1]).toBe(value);
      }),
      RUNS,
    );
  });

  it("names the download so that no header can be broken with it", () => {
    expect(attachment('a"b\r\nset-cookie: x; Núñez.csv')).toBe(
      "attachment; filename=\"a_b_set-cookie_ x_ N_ez.csv\"; filename*=UTF-8''a%22b%0D%0Aset-cookie%3A%20x%3B%20N%C3%BA%C3%B1ez.csv",
    );
  });
});
