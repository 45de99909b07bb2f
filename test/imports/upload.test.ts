import { sql } from "drizzle-orm";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { downloadRefused } from "../../worker/domains/imports/download-refused.ts";
import { getImport, listImports } from "../../worker/domains/imports/get-import.ts";
import { getImportDraft } from "../../worker/domains/imports/get-import-draft.ts";
import { previewImport, previewPage } from "../../worker/domains/imports/preview-import.ts";
import { importMapping } from "../../worker/domains/imports/schemas.ts";
import { startImport } from "../../worker/domains/imports/start-import.ts";
import { uploadImport } from "../../worker/domains/imports/upload-import.ts";
import { contextOf, staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { bytesOf, finishTask, previewCsv, runCsv, store, uploadCsv } from "./harness.ts";

const FILE =
  "Family ID,Student Name,Birth Date,Parent Name,Parent Email\nF1,Mia Smith,2016-04-30,Ann Smith,ann@x.example\n";
const noMapping = importMapping.parse({});

describe.each(ENGINES)("an upload on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant, { import: "full" });
  const countOf = async (table: string): Promise<number> => {
    const { rows } = await tenant.database.read({
      rows: select({ n: sql<number>`count(*)` }, sql`from ${sql.identifier(table)}`),
    });
    return rows[0]!.n;
  };

  it("is understood, kept, and answered with a proposal", async () => {
    const draft = await uploadCsv(ctx, FILE, "families.csv");
    expect(draft).toMatchObject({
      kind: "csv",
      files: [
        {
          name: "families.csv",
          rows: 1,
          encoding: "UTF-8",
          delimiter: "comma",
          skippedReason: null,
          seenBeforeAt: null,
        },
      ],
      guess: { columns: { "Student Name": "student.fullName" } },
      ambiguousDates: null,
    });
    expect(draft.columns[2]).toEqual({ index: 2, header: "Birth Date", samples: ["2016-04-30"] });
    expect(draft.fields.find((field) => field.key === "guardian1.email")).toMatchObject({
      isRepeatable: true,
    });
    const kept = await store.get(`accounts/${tenant.account.id}/imports/${draft.id}/0`);
    expect(await kept!.text()).toBe(FILE);
    expect(await getImport(ctx, draft.id)).toMatchObject({
      task: null,
      counts: null,
      undoUntil: null,
      mapping: null,
    });
    expect((await listImports(ctx)).imports).toEqual([]);
  });

  it("leaves nothing behind when it is refused", async () => {
    const before = [await countOf("imports"), await countOf("files"), await countOf("changes")];
    for (const text of ["", "a,a\n1,2\n", 'a,b\n"x', "a,b\n"])
      await expect(uploadCsv(ctx, text)).rejects.toMatchObject({ status: 422 });
    const big = { name: "big.csv", bytes: new Uint8Array(25_000_001) };
    await expect(uploadImport(ctx, store, [big])).rejects.toMatchObject({
      status: 413,
      code: "file_too_large",
      message: expect.stringMatching(/at most 25 MB .*Split them/),
    });
    expect([await countOf("imports"), await countOf("files"), await countOf("changes")]).toEqual(before);
  });

  it("remembers how the columns of such a file were mapped last, and shows an upload again", async () => {
    const text = FILE.replaceAll(/F1|Mia|Ann|ann@/g, (word) => `Again${word}`);
    const changed = { ...(await uploadCsv(ctx, text)).guess.columns, "Parent Name": "contact1.name" };
    await runCsv(tenant, ctx, text, { mapping: { columns: changed, idSource: "Old studio" } });
    const next = await uploadCsv(ctx, text);
    expect(next).toMatchObject({ isRemembered: true, guess: { columns: changed, idSource: "Old studio" } });
    expect(await getImportDraft(ctx, store, next.id)).toEqual({
      ...next,
      files: [{ ...next.files[0]!, seenBeforeAt: null }],
    });
    const other = await uploadCsv(ctx, text.replace("Parent Name", "Parent"));
    expect(other).toMatchObject({
      isRemembered: false,
      guess: { columns: { Parent: "guardian1.fullName" } },
    });
  });

  it("says when the very same file was imported before", async () => {
    const text = `${FILE}F9,Zed Zed,2010-01-01,Zoe Zed,zoe@x.example\n`;
    const run = await runCsv(tenant, ctx, text, { name: "first.csv" });
    const again = await uploadCsv(ctx, text, "second.csv");
    expect(again.files[0]!.seenBeforeAt).toBe((await getImport(ctx, run.importId)).createdAt);
    expect((await uploadCsv(ctx, `${text} `, "other.csv")).files[0]!.seenBeforeAt).toBeNull();
  });

  it("takes a OneRoster set out of an archive, names what it skips, and runs it", async () => {
    const archive = zipSync({
      "set/manifest.csv": bytesOf("propertyName,value\noneroster.version,1.1\n"),
      "set/users.csv": bytesOf(
        "sourcedId,role,givenName,familyName,email,agents\nr1,student,Robin,Roster,,r2\nr2,parent,Rae,Roster,rae@x.example,\nr3,student,Solo,Kid,,\n",
      ),
      "set/demographics.csv": bytesOf("sourcedId,birthDate,sex\nr1,2016-04-30,male\n"),
      "set/readme.txt": bytesOf("hello\nworld\n"),
      "set/photo.jpg": bytesOf("x"),
    });
    const draft = await uploadImport(ctx, store, [{ name: "set.zip", bytes: archive }]);
    expect(draft.kind).toBe("oneroster");
    expect(draft.files.map((file) => [file.name, file.skippedReason !== null])).toEqual([
      ["manifest.csv", true],
      ["users.csv", false],
      ["demographics.csv", false],
      ["readme.txt", true],
      ["photo.jpg", true],
    ]);
    const { taskId } = await startImport(ctx, store, draft.id, draft.guess);
    const run = await finishTask(tenant, draft.id, taskId);
    expect(run.counts).toMatchObject({ families: { new: 2 }, students: { new: 2 }, forReview: 1 });
    const second = await uploadImport(ctx, store, [{ name: "set.zip", bytes: archive }]);
    const preview = await previewImport(ctx, store, second.id, second.guess);
    expect(preview.counts.rows).toEqual({ new: 0, changed: 0, matched: 3, refused: 0 });
  });

  it("asks which number is the month, and reads the dates as told", async () => {
    const text = "Student Name,Birth Date\nKim Datum,03/04/2016\n";
    const draft = await uploadCsv(ctx, text);
    expect(draft.ambiguousDates).toEqual({ sample: "03/04/2016", proposed: "mdy" });
    await expect(previewImport(ctx, store, draft.id, draft.guess)).rejects.toMatchObject({
      code: "ambiguous_dates",
      fields: [{ path: "mapping.dateOrder" }],
    });
    await runCsv(tenant, ctx, text, { mapping: { dateOrder: "dmy" } });
    const { rows } = await tenant.database.read({
      rows: select({ born: sql<string>`birth_date` }, sql`from students where last_name = 'Datum'`),
    });
    expect(rows).toEqual([{ born: "2016-04-03" }]);
  });

  it("refuses a mapping that cannot stand, column by column", async () => {
    const draft = await uploadCsv(ctx, FILE);
    const start = (columns: Record<string, string>) =>
      startImport(ctx, store, draft.id, { ...noMapping, columns });
    await expect(start({})).rejects.toMatchObject({
      code: "bad_mapping",
      fields: [{ path: "mapping.columns" }],
    });
    await expect(
      start({ "Student Name": "student.fullName", "Parent Name": "student.fullName" }),
    ).rejects.toMatchObject({
      fields: [
        {
          path: "mapping.columns.Parent Name",
          message:
            "“Student: full name” is already taken from the column “Student Name”. Choose one of the two.",
        },
      ],
    });
    await expect(start({ "Student Name": "student.custom.cfd_gone" })).rejects.toMatchObject({
      code: "bad_mapping",
    });
  });

  it("pages the rows of a dry run by what becomes of them, and writes nothing", async () => {
    const rows = Array.from(
      { length: 450 },
      (_, i) => `P${i},Kid${i} Page,${i % 3 === 0 ? "soon" : "2016-04-30"},Pat${i} Page,pat${i}@x.example`,
    );
    const before = await countOf("families");
    const { counts, rowsOf, draft, previewId } = await previewCsv(
      ctx,
      `Family ID,Student Name,Birth Date,Parent Name,Parent Email\n${rows.join("\n")}\n`,
      {},
    );
    expect(counts.rows).toEqual({ new: 300, changed: 0, matched: 0, refused: 150 });
    expect((await rowsOf("new")).map((row) => row.row)).toEqual(
      rows.flatMap((_, i) => (i % 3 === 0 ? [] : [i + 2])),
    );
    expect((await rowsOf("refused"))[149]).toMatchObject({
      row: 449,
      reasons: [expect.stringMatching(/“soon” is not a date/)],
    });
    await expect(
      previewPage(ctx, store, draft.id, { outcome: "new", cursor: "nonsense" }),
    ).rejects.toMatchObject({ code: "bad_cursor" });
    const again = await previewImport(ctx, store, draft.id, { ...draft.guess, idSource: "other" });
    expect(
      await previewPage(ctx, store, draft.id, { outcome: "changed", previewId: again.previewId }),
    ).toEqual({ rows: [], nextCursor: null, total: 0 });
    await expect(previewPage(ctx, store, draft.id, { outcome: "new", previewId })).rejects.toMatchObject({
      code: "preview_replaced",
    });
    expect(await countOf("families")).toBe(before);
  });

  it("gives the refused rows back as a file for correction", async () => {
    const text =
      'Family ID,Student Name,Birth Date,City\nR1,Good Kid,2016-04-30,Chicago\nR2,Bad Kid,soon,"Oak, Park"\n';
    const run = await runCsv(tenant, ctx, text, { name: "list.csv" });
    expect(run.text).toBe("Imported: 1 new family, 0 changed, 0 unchanged; 1 new student; 1 row refused.");
    const response = await downloadRefused(ctx, store, run.importId);
    expect(response.headers.get("content-disposition")).toContain('filename="list - refused rows.csv"');
    const csv = await response.text();
    expect(csv.split("\r\n")).toEqual([
      "Why it was refused,File,Row,Family ID,Student Name,Birth Date,City",
      '“soon” is not a date (column “Birth Date”). Write it like 2015-04-30 or 04/30/2015.,list.csv,3,R2,Bad Kid,soon,"Oak, Park"',
      "",
    ]);
    // Corrected as it is, it can be dropped again.
    const corrected = await runCsv(
      tenant,
      ctx,
      csv.replace(/“.*?2015\./, "corrected").replace("soon", "2015-01-01"),
    );
    expect(corrected.counts.rows).toEqual({ new: 1, changed: 0, matched: 0, refused: 0 });
  });

  it("cannot be started twice at a time", async () => {
    const draft = await uploadCsv(ctx, FILE);
    await startImport(ctx, store, draft.id, draft.guess);
    await expect(startImport(ctx, store, draft.id, draft.guess)).rejects.toMatchObject({
      status: 409,
      code: "import_running",
    });
  });

  it("answers the same upload the same, by its idempotency key", async () => {
    const keyed = () => contextOf(tenant, ctx.actor, { idempotencyKey: "upload-1" });
    const draft = await uploadImport(keyed(), store, [{ name: "a.csv", bytes: bytesOf(FILE) }]);
    await expect(
      uploadImport(keyed(), store, [{ name: "a.csv", bytes: bytesOf(FILE) }]),
    ).rejects.toMatchObject({
      outcome: { id: draft.id, columns: draft.columns },
    });
  });

  it("is for those with the right, and does not exist in another account", async () => {
    const draft = await uploadCsv(ctx, FILE);
    await expect(previewPage(ctx, store, draft.id, { outcome: "new" })).rejects.toMatchObject({
      code: "no_preview",
    });
    const clerk = await staffContext(tenant, { import: "view", families: "full" });
    const acts = [
      (c: typeof ctx) => getImport(c, draft.id),
      (c: typeof ctx) => getImportDraft(c, store, draft.id),
      (c: typeof ctx) => previewImport(c, store, draft.id, draft.guess),
      (c: typeof ctx) => previewPage(c, store, draft.id, { outcome: "new" }),
      (c: typeof ctx) => startImport(c, store, draft.id, draft.guess),
      (c: typeof ctx) => downloadRefused(c, store, draft.id),
    ];
    const other = await openTestTenant({ engine: "d1" });
    const stranger = await staffContext(other);
    for (const act of acts) {
      await expect(act(clerk)).rejects.toMatchObject({ status: 403 });
      await expect(act(stranger)).rejects.toMatchObject({ status: 404 });
    }
    await expect(uploadCsv(clerk, FILE)).rejects.toMatchObject({ status: 403 });
    await expect(listImports(clerk)).rejects.toMatchObject({ status: 403 });
  });
});
