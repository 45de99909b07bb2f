import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { recordRefund } from "../../worker/domains/ledger/record-refund.ts";
import { recordRefundInput } from "../../worker/domains/ledger/schemas.ts";
import { getPaper } from "../../worker/domains/papers/get-paper.ts";
import { getStatement } from "../../worker/domains/papers/get-statement.ts";
import { receiptFile } from "../../worker/domains/papers/receipt-pdf.ts";
import { statementFilter } from "../../worker/domains/papers/schemas.ts";
import type { ChargePaper, PaymentPaper } from "../../worker/domains/papers/shapes.ts";
import { statementFile, statementPdf } from "../../worker/domains/papers/statement-pdf.ts";
import { Forbidden, NotFound } from "../../worker/kernel/errors.ts";
import { TODAY } from "../enrollments/school.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge, openBooks, pay } from "../ledger/school.ts";
import { readPdf } from "../reports/read-pdf.ts";

const filter = (from: string, to: string) => statementFilter.parse({ from, to });

describe.each(ENGINES)("what is handed out on paper, on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const books = await openBooks(tenant);
  const ctx = await staffContext(tenant);

  it("a charge names its lines, what was paid of it and the balance after it", async () => {
    const { familyId } = await books.family();
    await charge(ctx, books, familyId, [1000]);
    const { id } = await charge(ctx, books, familyId, [5000, 2500]);
    await pay(ctx, books, familyId, 3000);
    const paper = (await getPaper(ctx, id)) as ChargePaper;
    expect(paper).toMatchObject({ kind: "charge", amountMinor: 7500, openMinor: 5500, familyId });
    expect(paper.lines.map((line) => [line.description, line.totalMinor])).toEqual([
      ["Line 0", 5000],
      ["Line 1", 2500],
    ]);
    expect(paper.balanceAfterMinor).toBe(8500);
    expect(paper.letterhead.name).toBe(ctx.account.displayName);
  });

  it("a receipt says what it paid, what is left of it and the balance after it, not that of today", async () => {
    const { familyId } = await books.family();
    const { id: chargeId } = await charge(ctx, books, familyId, [5000]);
    const id = await pay(ctx, books, familyId, 6000);
    await charge(ctx, books, familyId, [9900]);
    const paper = (await getPaper(ctx, id)) as PaymentPaper;
    expect(paper).toMatchObject({ kind: "payment", amountMinor: 6000, unappliedMinor: 1000, method: "cash" });
    expect(paper.lines).toMatchObject([{ description: "Line 0", paidMinor: 5000, totalMinor: 5000 }]);
    expect(paper.balanceAfterMinor).toBe(-1000);
    expect((await getPaper(ctx, chargeId)).balanceAfterMinor).toBe(5000);
  });

  it("a statement opens with what was before, lists its days and closes with what the ages add up to", async () => {
    const { familyId } = await books.family();
    await charge(ctx, books, familyId, [4000], { chargeOn: "2020-01-10", dueOn: "2020-01-20" });
    await charge(ctx, books, familyId, [3000], { chargeOn: "2020-02-05", dueOn: "2020-03-01" });
    const paymentId = await pay(ctx, books, familyId, 1500, { receivedOn: "2020-02-10" });
    await recordRefund(
      ctx,
      paymentId,
      recordRefundInput.parse({
        version: 1,
        amountMinor: 500,
        method: "cash",
        refundedOn: "2020-03-05",
        reason: "Too much",
      }),
    );
    const february = await getStatement(ctx, familyId, filter("2020-02-01", "2020-02-29"));
    expect(february.openingMinor).toBe(4000);
    expect(february.entries.map((entry) => [entry.act, entry.owedMinor, entry.balanceMinor])).toEqual([
      ["charge", 3000, 7000],
      ["payment", -1500, 5500],
    ]);
    expect(february.closingMinor).toBe(5500);
    expect(february.ageing).toMatchObject({ notDueMinor: 3000, days31to60Minor: 2500, onAccountMinor: 0 });
    const { ageing, closingMinor } = await getStatement(ctx, familyId, filter("2020-03-01", "2020-03-31"));
    const { onAccountMinor, ...open } = ageing;
    expect(Object.values(open).reduce((sum, minor) => sum + minor, 0) - onAccountMinor).toBe(closingMinor);
    expect(closingMinor).toBe(6000);
  });

  it("a statement of nothing is one, and a file of it is a PDF", async () => {
    const { familyId } = await books.family();
    const empty = await getStatement(ctx, familyId, filter("", TODAY));
    expect(empty).toMatchObject({ openingMinor: 0, closingMinor: 0, entries: [] });
    const file = await statementPdf(ctx, familyId, filter("", ""));
    expect(file.headers.get("content-type")).toBe("application/pdf");
    expect(new TextDecoder().decode((await file.arrayBuffer()).slice(0, 5))).toBe("%PDF-");
  });

  it("speaks the language of whoever it is for, and names nobody twice", async () => {
    const { familyId, studentId } = await books.family();
    const own = `select first_name || ' ' || last_name from students where id = '${studentId}'`;
    await charge(ctx, books, familyId, [5000]);
    await tenant.database.commit({
      statements: [
        statement(sql`update charge_lines set student_id = ${studentId},
          description = 'Tumbling 2, ' || (${sql.raw(own)}) || ', adjusted'
          where charge_id in (select id from charges where family_id = ${familyId})`),
      ],
    });
    const paymentId = await pay(ctx, books, familyId, 2000);
    const words = async ({ bytes }: { bytes: Uint8Array }) => (await readPdf(bytes)).flat().join("\n");
    const receipt = await receiptFile(ctx, paymentId, "es");
    expect(receipt.name).toMatch(/^Recibo \d+\.pdf$/);
    const told = await words(receipt);
    expect(told).toMatch(/\nPendiente después\n\$30\.00\n/);
    expect(told).toMatch(/\nTumbling 2, .+, ajustado\n/);
    expect(told).toContain("Página 1 de 1");
    expect(told).not.toMatch(/Owed|adjusted|Page|\(/);
    const account = await statementFile(ctx, familyId, filter("", ""), "es");
    expect(account.name).toMatch(/^Extracto /);
    expect(await words(account)).toMatch(/Pago en efectivo/);
    expect(await words(await receiptFile(ctx, paymentId))).toMatch(/\nOwed after it\n\$30\.00\n/);
  });

  it("refuses days that run backwards, unknown records and whoever may not see ledgers", async () => {
    expect(statementFilter.safeParse({ from: "2026-02-01", to: "2026-01-01" }).success).toBe(false);
    await expect(getPaper(ctx, newId("charge"))).rejects.toBeInstanceOf(NotFound);
    await expect(getPaper(ctx, newId("payment"))).rejects.toBeInstanceOf(NotFound);
    await expect(getPaper(ctx, newId("family"))).rejects.toBeInstanceOf(NotFound);
    await expect(getStatement(ctx, newId("family"), filter("", ""))).rejects.toBeInstanceOf(NotFound);
    const { familyId } = await books.family();
    const { id } = await charge(ctx, books, familyId, [100]);
    const blind = await staffContext(tenant, { office: "full" });
    await expect(getPaper(blind, id)).rejects.toBeInstanceOf(Forbidden);
    await expect(getStatement(blind, familyId, filter("", ""))).rejects.toBeInstanceOf(Forbidden);
  });
});
