import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { csvLine } from "../../worker/domains/exports/csv.ts";
import { readTable } from "../../worker/domains/imports/read-table.ts";
import { unpackUpload } from "../../worker/domains/imports/unpack-upload.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, order: "le" | "be", mark = true): Uint8Array => {
  const whole = mark ? `\u{feff}${text}` : text;
  const bytes = new Uint8Array(whole.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < whole.length; i++) view.setUint16(i * 2, whole.charCodeAt(i), order === "le");
  return bytes;
};
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const TEXT = "Vorname;Nachname\r\nJörg;Müller-Lüdenscheidt\r\nZoë;Núñez\r\n";

describe("encodings", () => {
  it.each([
    ["UTF-8", "UTF-8", utf8(TEXT)],
    ["UTF-8 with a mark", "UTF-8", utf8(`\u{feff}${TEXT}`)],
    ["UTF-16 LE", "UTF-16 LE", utf16(TEXT, "le")],
    ["UTF-16 BE", "UTF-16 BE", utf16(TEXT, "be")],
    ["UTF-16 LE without a mark", "UTF-16 LE", utf16(TEXT, "le", false)],
    ["UTF-16 BE without a mark", "UTF-16 BE", utf16(TEXT, "be", false)],
    ["Latin-1", "Windows-1252", latin1(TEXT)],
  ])("%s", (_, encoding, bytes) => {
    const table = readTable(bytes, "x.csv");
    expect(table).toMatchObject({ encoding, delimiter: ";", headers: ["Vorname", "Nachname"] });
    expect(table.rows.map((row) => row.cells)).toEqual([
      ["Jörg", "Müller-Lüdenscheidt"],
      ["Zoë", "Núñez"],
    ]);
  });

  it("reads the quotation marks and the euro that only Windows-1252 has", () => {
    const table = readTable(
      Uint8Array.from([...latin1("Name\n"), 0x93, 0x4f, 0x92, 0x4e, 0x94, 0x80, 10]),
      "x.csv",
    );
    expect(table.rows[0]!.cells[0]).toBe("“O’N”€");
  });
});

describe("tables", () => {
  it.each([
    [",", "a,b,c\n1,2,3\n"],
    [";", "a;b;c\n1,5;2;3\n"],
    ["\t", "a\tb\tc\n1\t2, 3\t4\n"],
    ["|", "a|b|c\n1|2|3\n"],
    [";", "sep=;\r\na;b;c\r\n1;2;3\r\n"],
    [",", 'Name,Note\n"Smith; Mia","a;b;c"\n"Jones; Leo","d;e;f"\n'],
  ])("tells the delimiter %j", (delimiter, text) => {
    expect(readTable(utf8(text), "x.csv").delimiter).toBe(delimiter);
  });

  it("skips a title above the header, and numbers rows as the spreadsheet does", () => {
    const table = readTable(utf8("Families of Summit\n\nName,Phone\nMia,1\n\nLeo,2\n"), "x.csv");
    expect(table.headers).toEqual(["Name", "Phone"]);
    expect(table.rows.map((row) => [row.number, row.cells[0]])).toEqual([
      [4, "Mia"],
      [6, "Leo"],
    ]);
  });

  it("names columns without a name by their letter, and drops empty ones at the end", () => {
    expect(readTable(utf8("Name,,Phone,,\nMia,x,1,,\n"), "x.csv").headers).toEqual([
      "Name",
      "Column B",
      "Phone",
    ]);
  });

  it("keeps line breaks and quotation marks inside a cell", () => {
    const { rows } = readTable(utf8('Name,Note\n"O""Neill","two\nlines"\n'), "x.csv");
    expect(rows[0]!.cells).toEqual(['O"Neill', "two\nlines"]);
  });

  it("reads whatever our own writer wrote", () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replace(/\0/g, "").trim());
    const line = fc.tuple(fc.constant("x"), cell, cell);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const text = csvLine(["A", "B", "C"]) + lines.map(csvLine).join("");
        const table = readTable(utf8(text), "x.csv");
        // A cell that began with an apostrophe of its own before a formula loses it, which is what a spreadsheet shows.
        const shown = lines.map((values) =>
          values.map((value) => value.replace(/^'(?=[=+\-@\t\r])/, "").trim()),
        );
        expect(table.rows.map((row) => row.cells)).toEqual(shown);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("archives", () => {
  it("gives their tables, names what is left out, and tells files of one name apart", () => {
    const archive = zipSync({
      "2025/list.csv": utf8("Name\nMia\n"),
      "2026/list.csv": utf8("Name\nLeo\n"),
      "readme.md": utf8("hello"),
      ".DS_Store": utf8("x"),
      "__MACOSX/2026/._list.csv": utf8("x"),
    });
    const { files, skipped } = unpackUpload([{ name: "all.zip", bytes: archive }]);
    expect(files.map((file) => file.name)).toEqual(["list.csv", "list.csv (2)"]);
    expect(skipped).toEqual([{ name: "readme.md", sizeBytes: 5, reason: "This is not a CSV file." }]);
  });
});
