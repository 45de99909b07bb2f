import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { understandFiles } from "../../worker/domains/imports/understand-files.ts";
import { type UploadedBytes, unpackUpload } from "../../worker/domains/imports/unpack-upload.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const understand = (...files: UploadedBytes[]) => understandFiles(unpackUpload(files).files);
const file = (text: string | Uint8Array, name = "list.csv"): UploadedBytes => ({
  name,
  bytes: typeof text === "string" ? bytes(text) : text,
});

interface BadFileCase {
  readonly what: string;
  readonly files: readonly UploadedBytes[];
  readonly code: string;
  /** What the person is told; it always says what to do. */
  readonly says: RegExp;
}

const header = "First name,Last name\n";
const rows = (count: number) => "Mia,Smith\n".repeat(count);

const CASES: readonly BadFileCase[] = [
  {
    what: "an empty file",
    files: [file("")],
    code: "file_empty",
    says: /“list\.csv” is empty\. Export it again/,
  },
  {
    what: "blanks only",
    files: [file(" \n\n ,, \n")],
    code: "no_header",
    says: /Add a first row that names each column/,
  },
  { what: "a header without rows", files: [file(header)], code: "file_empty", says: /no rows under them/ },
  {
    what: "no header, but an e-mail in the first row",
    files: [file("Mia,mia@x.example\nLeo,leo@x.example\n")],
    code: "no_header",
    says: /first row already looks like data/,
  },
  {
    what: "no header, but a date in the first row",
    files: [file("Mia,Smith,2016-04-30\nLeo,Smith,2018-01-02\n")],
    code: "no_header",
    says: /Add a first row/,
  },
  {
    what: "two columns of one name",
    files: [file("Name,Phone,name\nMia,1,Smith\n")],
    code: "duplicate_headers",
    says: /two columns called “name” \(columns A and C\)\. Give each column its own name/,
  },
  {
    what: "a quotation mark that is never closed",
    files: [file(`${header}Mia,Smith\nLeo,"Smith\nAva,Jones\n`)],
    code: "malformed_quotes",
    says: /on line 3 .* Correct that line/,
  },
  {
    what: "text after a closing quotation mark",
    files: [file(`${header}Mia,Smith\n"Leo"x,Smith\n`)],
    code: "malformed_quotes",
    says: /on line 3/,
  },
  {
    what: "a cell of 5 MB",
    files: [file(`${header}Mia,Smith\nLeo,${"x".repeat(5_000_000)}\n`)],
    code: "cell_too_long",
    says: /5,000,000 characters in row 3, column “Last name”; a cell may have 10,000\. Shorten it/,
  },
  {
    what: "200,000 rows",
    files: [file(header + rows(200_000))],
    code: "too_many_rows",
    says: /about 200,001 rows; at most 50,000 .*Split it into 5 files/,
  },
  {
    what: "two files with too many rows together",
    files: [file(header + rows(30_000), "a.csv"), file(header + rows(30_000), "b.csv")],
    code: "too_many_rows",
    says: /60,000 rows together; at most 50,000/,
  },
  {
    what: "an Excel workbook",
    files: [
      file(zipSync({ "[Content_Types].xml": bytes("<x/>"), "xl/workbook.xml": bytes("<x/>") }), "list.xlsx"),
    ],
    code: "file_not_text",
    says: /“list\.xlsx” is an Excel workbook.*choose “Save as”, then “CSV”/,
  },
  {
    what: "an old Excel file",
    files: [file(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), "list.xls")],
    code: "file_not_text",
    says: /old Excel or Word file.*“Save as”/,
  },
  {
    what: "a PDF",
    files: [file("%PDF-1.7\n%âãÏÓ", "list.pdf")],
    code: "file_not_text",
    says: /is a PDF.*“CSV”/,
  },
  {
    what: "a picture",
    files: [file(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), "list.png")],
    code: "file_not_text",
    says: /is a picture/,
  },
  {
    what: "bytes that are no text",
    files: [file(new Uint8Array(5_000).map((_, i) => (i * 7) % 256))],
    code: "file_not_text",
    says: /is not a text file\. Save the list as CSV/,
  },
  {
    what: "a NUL in the middle of a text",
    files: [file(`${header}Mia,Smi\0th\n`)],
    code: "file_not_text",
    says: /is not a text file/,
  },
  {
    what: "an archive without a table",
    files: [file(zipSync({ "photo.png": bytes("x"), "__MACOSX/._list.csv": bytes("x") }), "all.zip")],
    code: "no_csv_inside",
    says: /“all\.zip” holds no CSV file/,
  },
  {
    what: "a broken archive",
    files: [file(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), "all.zip")],
    code: "broken_archive",
    says: /damaged or protected by a password/,
  },
  {
    what: "an archive that unpacks to a hundred times its size",
    files: [
      file(zipSync({ "a.csv": new Uint8Array(60_000_000), "b.csv": new Uint8Array(60_000_000) }), "all.zip"),
    ],
    code: "file_too_large",
    says: /unpacks to more than 100 MB\. Split it/,
  },
  {
    what: "31 files",
    files: Array.from({ length: 31 }, (_, i) => file(`${header}Mia,Smith\n`, `${i}.csv`)),
    code: "too_many_files",
    says: /31 files; at most 30/,
  },
  {
    what: "201 columns",
    files: [file(`${Array.from({ length: 201 }, (_, i) => `c${i}`).join()}\n${"x,".repeat(200)}x\n`)],
    code: "too_many_columns",
    says: /201 columns; at most 200/,
  },
  {
    what: "a OneRoster set without people",
    files: [
      file("propertyName,value\noneroster.version,1.1\n", "manifest.csv"),
      file("sourcedId\n1\n", "orgs.csv"),
    ],
    code: "oneroster_users_missing",
    says: /without users\.csv/,
  },
];

describe("a file that cannot be imported is refused with what to do", () => {
  it.each(CASES)("$what", ({ files, code, says }) => {
    let thrown: unknown;
    try {
      understand(...files);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code, status: 422, message: expect.stringMatching(says) });
  });
});
