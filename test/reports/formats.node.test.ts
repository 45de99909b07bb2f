import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { read as readSheet, utils } from "xlsx";
import { decimalText } from "../../worker/domains/reports/formats/cell-text.ts";
import type { Letter } from "../../worker/domains/reports/formats/document.ts";
import { linesOf } from "../../worker/domains/reports/formats/lines.ts";
import { toCsv } from "../../worker/domains/reports/formats/to-csv.ts";
import { toHtml } from "../../worker/domains/reports/formats/to-html.ts";
import { MAX_PDF_ROWS, pdfRefusal, toPdf } from "../../worker/domains/reports/formats/to-pdf.ts";
import { toXlsx } from "../../worker/domains/reports/formats/to-xlsx.ts";
import { wrapText } from "../../worker/domains/reports/formats/wrap-text.ts";
import { readPdf } from "./read-pdf.ts";
import { bytesOf, COLUMNS, documentOf, row, SCHOOL, textOf } from "./sample-document.ts";

const groups = [
  [row("Abbott", 1_000, { group: "Cost" }), row("Núñez", -5, { group: "Cost" })],
  [row("Nguyễn Thị Mỹ", 2_500, { group: "Moved" }), row("=cmd()", null, { group: "" })],
];
const sections = [
  { key: "in", title: "Received", counts: true },
  { key: "failed", title: "Failed", note: "not part of the total", counts: false },
];

describe("the lines of a printed report", () => {
  const linesIn = async (document: Parameters<typeof linesOf>[0]) => {
    const lines: string[] = [];
    for await (const line of linesOf(document)) {
      if (line.kind === "row") lines.push(`row ${line.cells[0]}`);
      else if ("count" in line)
        lines.push(`${line.kind} ${line.label} ${line.count}: ${line.cells.join("|")}`);
      else lines.push(`${line.kind} ${line.title}`);
    }
    return lines;
  };

  it("are grouped with subtotals and a total, across chunks", async () => {
    expect(await linesIn(documentOf(groups, { groupLabel: "Reason" }))).toEqual([
      "group Cost",
      "row Abbott",
      "row Núñez",
      "subtotal Subtotal Cost 2: ||995|12|16|75|",
      "group Moved",
      "row Nguyễn Thị Mỹ",
      "subtotal Subtotal Moved 1: ||2500|6|8|75|",
      "group None",
      "row =cmd()",
      "subtotal Subtotal None 1: ||0|6|8|75|",
      "total Total 4: ||3495|24|32|75|",
    ]);
  });

  it("leave a part that does not count out of the total", async () => {
    const parts = [[row("A", 700, { section: "in" }), row("B", 300, { section: "failed" })]];
    expect(await linesIn(documentOf(parts, { sections }))).toEqual([
      "section Received",
      "row A",
      "section-total Total Received 1: ||700|6|8|75|",
      "section Failed",
      "row B",
      "section-total Total Failed 1: ||300|6|8|75|",
      "total Total 1: ||700|6|8|75|",
    ]);
  });

  it("take totals that cannot be added up as they are given", async () => {
    const lines = await linesIn(documentOf([[row("A", 1), row("B", 2)]], { totals: { taken: 4 } }));
    expect(lines.at(-1)).toBe("total Total 2: ||3|4|16|25|");
  });
});

describe("a report as CSV", () => {
  it("has its header always, exact decimals, ISO dates, and no formula", async () => {
    const text = await textOf(toCsv(documentOf(groups, { groupLabel: "Reason" })));
    expect(text.startsWith("\u{feff}")).toBe(true);
    const parsed = Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true });
    expect(parsed.errors).toEqual([]);
    expect(parsed.data).toEqual([
      ["Reason", "Family", "Charged on", "Amount", "Taken", "Places", "Full", "Paid"],
      ["Cost", "Abbott", "2026-11-03", "10.00", "6", "8", "75", "no"],
      ["Cost", "Núñez", "2026-11-03", "-0.05", "6", "8", "75", "no"],
      ["Moved", "Nguyễn Thị Mỹ", "2026-11-03", "25.00", "6", "8", "75", "no"],
      ["", "'=cmd()", "2026-11-03", "", "6", "8", "75", "yes"],
    ]);
    const empty = await textOf(toCsv(documentOf([])));
    expect(empty).toBe(`\u{feff}${COLUMNS.map(({ label }) => label).join(",")}\r\n`);
  });

  it("writes minor units without arithmetic on fractions", () => {
    expect([0, 5, -5, 1234, -100_000].map((amount) => decimalText(amount, 2))).toEqual([
      "0.00",
      "0.05",
      "-0.05",
      "12.34",
      "-1000.00",
    ]);
    expect([decimalText(1500, 0), decimalText(1234, 3)]).toEqual(["1500", "1.234"]);
    expect(decimalText(Number.MAX_SAFE_INTEGER, 2)).toBe("90071992547409.91");
  });
});

describe("a report as a spreadsheet", () => {
  it("has real numbers, dates and amounts under a header that stays", async () => {
    const bytes = await bytesOf(toXlsx(documentOf(groups, { groupLabel: "Reason" })));
    const book = readSheet(bytes, { cellDates: true, cellNF: true, cellStyles: true });
    const sheet = book.Sheets["TST-1"]!;
    expect(utils.sheet_to_json(sheet, { header: 1, raw: true, UTC: true } as object)).toEqual([
      ["Reason", ...COLUMNS.map(({ label }) => label)],
      ["Cost", "Abbott", new Date("2026-11-03"), 10, 6, 8, 0.75, false],
      ["Cost", "Núñez", new Date("2026-11-03"), -0.05, 6, 8, 0.75, false],
      ["Moved", "Nguyễn Thị Mỹ", new Date("2026-11-03"), 25, 6, 8, 0.75, false],
      ["", "=cmd()", new Date("2026-11-03"), undefined, 6, 8, 0.75, true],
      ["Total", undefined, undefined, 34.95, 24, 32, 0.75],
    ]);
    expect([sheet.C2.t, sheet.C2.z, sheet.D2.t, sheet.D2.z, sheet.G2.z]).toEqual([
      "d",
      "yyyy-mm-dd",
      "n",
      "#,##0.00",
      "0.0%",
    ]);
    expect(sheet.B5).toMatchObject({ t: "s", v: "=cmd()" });
    expect(sheet.B5.f).toBeUndefined();
    const { unzipSync } = await import("fflate");
    const parts = unzipSync(bytes);
    const xml = new TextDecoder().decode(parts["xl/worksheets/sheet1.xml"]);
    expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
  });

  it("survives what no XML may hold", async () => {
    const bytes = await bytesOf(toXlsx(documentOf([[row("Bad\u0001name\u000b", 1)]])));
    const sheet = readSheet(bytes).Sheets["TST-1"]!;
    expect(sheet.A2.v).toBe("Bad name ");
  });
});

describe("a report as HTML", () => {
  it("says everything harmlessly, in the school's words for money and days", async () => {
    const html = await textOf(toHtml(documentOf([[row("<script>x</script>", 123_456)]]), "/print.css"));
    expect(html).toContain("&lt;script&gt;x&lt;/script&gt;");
    expect(html).not.toContain("<script>");
    expect(html).toContain('<td class="n">$1,234.56</td>');
    expect(html).toContain('<td class="d">Nov 3, 2026</td>');
    expect(html).toContain('<th scope="col" class="n">Amount</th>');
    expect(html).toContain("Łódź &amp; Söhne");
    expect(html.match(/<tbody>/g)).toHaveLength(html.match(/<\/tbody>/g)!.length);
    expect(html).not.toMatch(/style=/);
    const empty = await textOf(toHtml(documentOf([]), "/print.css"));
    expect(empty).toContain("Nothing matches these filters.");
  });
});

describe("a report as PDF", () => {
  const NAMES = [
    "Nguyễn Thị Mỹ",
    "Παπαδόπουλος",
    "Достоевский",
    "Þórður Ægisson",
    "Łukasz Żółć",
    "Şükrü Çağlayan",
  ];

  it("prints every name so that it can be read and copied", async () => {
    const pages = await readPdf(await toPdf(documentOf([NAMES.map((name) => row(name, 5))])));
    expect(pages).toHaveLength(1);
    for (const name of NAMES) expect(pages[0]).toContain(name);
    expect(pages[0]).toContain("Łódź & Söhne");
    expect(pages[0]).toContain("Page 1 of 1");
    expect(pages[0]).toContain("$0.30");
  });

  it("takes letters that are written in pieces as one, and a box for a script that the font lacks", async () => {
    const [page] = await readPdf(await toPdf(documentOf([[row("Nu\u0301n\u0303ez", 1), row("李小龙", 1)]])));
    expect(page).toContain("Núñez");
    expect(page!.some((text) => text === "Total (2)")).toBe(true);
  });

  it("repeats its header on every page and counts them", async () => {
    const rows = Array.from({ length: 130 }, (_, i) =>
      row(`Family ${i}`, 100, { group: i < 60 ? "A" : "B" }),
    );
    const document = documentOf([rows.slice(0, 50), rows.slice(50)], { groupLabel: "Program" });
    const pages = await readPdf(await toPdf(document));
    expect(pages.length).toBeGreaterThan(2);
    for (const [i, page] of pages.entries()) {
      expect(page).toContain("Charged on");
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
    }
    const all = pages.flat();
    expect(all.filter((text) => /^Family \d+$/.test(text))).toEqual(rows.map(({ cells }) => cells[0]));
    expect(all).toContain("Subtotal A (60)");
    expect(all).toContain("$130.00");
  });

  it("begins a paper for a family like a letter: who, to whom, what it comes to; long names are broken, never cut", async () => {
    const name = "Wolfeschlegelsteinhausenbergerdorff-Núñez de la Torre y Montoya de los Santos";
    const letter: Letter = {
      from: ["Summit Gymnastics", "77 Main Street"],
      to: [name, "1200 Very Long Boulevard of the Unbroken Promises, Building 14"],
      facts: [
        { label: "Received", value: "$100.00", isStrong: true },
        { label: "By", value: "Check ".repeat(12).trim() },
      ],
      remarks: ["Thank you."],
    };
    const document = { ...documentOf([NAMES.map((one) => row(one, 5))]), code: "", letter };
    const pages = await readPdf(await toPdf(document));
    const [first] = pages as [string[]];
    const whole = first.join(" ");
    expect(whole).toContain(name);
    expect(whole).toContain("1200 Very Long Boulevard of the Unbroken Promises, Building 14");
    expect(whole.match(/Check/g)).toHaveLength(12);
    // Neither how many rows it has nor who pressed the button is a family's business.
    expect(pages.flat().filter((text) => /rows?\b|\(\d+\)| {2}/.test(text))).toEqual([]);
    expect(pages.flat()).toContain("Total");
  });

  it("lies across when it is wide, on the paper of the place", async () => {
    const { PDFDocument } = await import("@cantoo/pdf-lib");
    const sizeOf = async (locale: string, landscape: boolean) => {
      const document = documentOf([[row("A", 1)]], { school: { ...SCHOOL, locale } });
      const bytes = await toPdf({ ...document, layout: { ...document.layout, landscape } });
      const { width, height } = (await PDFDocument.load(bytes)).getPage(0).getSize();
      return [Math.round(width), Math.round(height)];
    };
    expect(await sizeOf("en-US", false)).toEqual([612, 792]);
    expect(await sizeOf("en-GB", true)).toEqual([842, 595]);
  });

  it("refuses more rows than it can bear, and says what to take instead", () => {
    expect(pdfRefusal(MAX_PDF_ROWS, "en-US")).toBeNull();
    expect(pdfRefusal(MAX_PDF_ROWS + 1, "en-US")).toMatch(
      /20,001 rows.*at most 20,000.*spreadsheet or the CSV/,
    );
  });

  it("breaks long words and says where it left something out", () => {
    const width = (text: string) => text.length;
    expect(wrapText("one two three", 8, 5, width)).toEqual(["one two", "three"]);
    expect(wrapText("someone@example.org", 8, 5, width)).toEqual(["someone@", "example.", "org"]);
    expect(wrapText("a b c d e f", 3, 2, width)).toEqual(["a b", "c…"]);
    expect(wrapText("  ", 3, 2, width)).toEqual([]);
  });
});
