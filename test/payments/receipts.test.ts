import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { getLedgerRules, updateReceiptRule } from "../../worker/domains/ledger-rules/update-rules.ts";
import { mailReceipt } from "../../worker/domains/papers/mail-receipt.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { Replayed } from "../../worker/kernel/errors.ts";
import { MailRefused } from "../../worker/providers/email/email.ts";
import { contextOf, staffContext, systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge, pay } from "../ledger/school.ts";
import { addPayer, happens, keepMethod, openTill, payWith, value } from "./till.ts";

describe.each(ENGINES)("receipts by mail on %s", async (engine) => {
  const till = await openTill(await openTestTenant({ engine }));
  const { tenant, books, ctx, house } = till;
  const { database } = tenant;

  const family = async (address: string | null) => {
    const familyId = await addPayer(till);
    await charge(ctx, books, familyId, [5000, 2000]);
    const guardianId = await value(database, `id from guardians where family_id = '${familyId}'`);
    const own = statement(sql`insert into emails
      (id, family_id, guardian_id, address, address_folded, bulk_opt_in, created_at, updated_at)
      values (${newId("email")}, ${familyId}, ${guardianId}, ${address}, ${address}, 0, 0, 0)`);
    const none = statement(sql`update emails set deleted_at = 1 where family_id = ${familyId}`);
    await database.commit({ statements: address === null ? [none] : [none, own] });
    return familyId;
  };
  const mailsTo = (address: string) => house.mails.filter(({ to }) => to === address);
  const deliver = async () => {
    await relayOutbox(house.services, systemContext(tenant, house.clock.nowMs));
    await house.drain();
  };
  /** Whatever order the webhook and the booking come in: what the booking left in the outbox goes out, as after a route's answer. */
  const pays = async (familyId: string, methodId: string, amountMinor: number) => {
    const { outcome } = await payWith(till, familyId, methodId, amountMinor);
    await deliver();
    return outcome;
  };
  const setRule = async (mailsReceipts: boolean) => {
    const { version } = await getLedgerRules(ctx);
    await updateReceiptRule(ctx, { version, mailsReceipts });
  };

  it("a card payment mails its receipt once, as a file, also to who wants no mail that goes to many", async () => {
    const address = `ann-${engine}@example.com`;
    const familyId = await family(address);
    expect(await pays(familyId, await keepMethod(till, familyId), 6000)).toBe("paid");
    const [mail, ...more] = mailsTo(address);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: expect.stringMatching(/^Receipt \d+ from /) });
    expect(mail!.text).toContain("Thank you for your payment of $60.00");
    expect(mail!.text).toMatch(/Paid with Visa ending in \d{4}, \w+ \d+, 2026/);
    const file = mail!.attachments![0]!;
    expect([file.name, file.type]).toEqual([expect.stringMatching(/^Receipt \d+\.pdf$/), "application/pdf"]);
    expect(atob(file.contentBase64).slice(0, 5)).toBe("%PDF-");
  });

  it("says that an electronic check is on its way, and nothing at all once the rule is off", async () => {
    const address = `bea-${engine}@example.com`;
    const familyId = await family(address);
    const bank = await keepMethod(till, familyId, "pending");
    // In the language of the family, made of the same words as every mail of the portal.
    await database.commit({
      statements: [statement(sql`update families set preferred_locale = 'es' where id = ${familyId}`)],
    });
    expect(await pays(familyId, bank, 5000)).toBe("pending");
    expect(mailsTo(address).map(({ text }) => /tarda unos días/.test(text))).toEqual([true]);
    expect(mailsTo(address)[0]!.subject).toMatch(/^Recibo \d+ de /);
    expect(mailsTo(address)[0]!.attachments![0]!.name).toMatch(/^Recibo \d+\.pdf$/);
    await setRule(false);
    expect(await pays(familyId, bank, 2000)).toBe("pending");
    expect(mailsTo(address)).toHaveLength(1);
    await setRule(true);
  });

  it("is followed by word of the bank's return, to the family and to staff", async () => {
    const address = `dee-${engine}@example.com`;
    const familyId = await family(address);
    expect(await pays(familyId, await keepMethod(till, familyId, "pending"), 5000)).toBe("pending");
    const attemptId = String(
      await value(database, `id from payment_attempts where family_id = '${familyId}'`),
    );
    await happens(till, attemptId, "settle");
    await happens(till, attemptId, "return");
    await deliver();
    const [, returned, ...more] = mailsTo(address);
    expect(more).toEqual([]);
    expect(returned!.subject).toBe("The bank returned your payment of $50.00");
    expect(returned!.text).toMatch(/did not stay with us.+\n\n.+\n\nPay in the family portal: http/);
    const told = await value(database, `summary from activity_items where family_id = '${familyId}'`);
    expect(told).toMatch(/^The bank returned \$50\.00 from .+: There is/);
  });

  it("speaks the language that the guardian chose, who logs in by another address", async () => {
    const address = `eva-${engine}@example.com`;
    const familyId = await family(address);
    const [loginId, email] = [newId("login"), `eva-logs-in-${engine}@example.com`];
    const guardianId = await value(database, `id from guardians where family_id = '${familyId}'`);
    await database.commit({
      statements: [
        statement(sql`insert into logins (id, email, email_folded, language, created_at, updated_at)
          values (${loginId}, ${email}, ${email}, 'es', 0, 0)`),
        statement(sql`insert into family_logins (id, login_id, family_id, guardian_id, role, created_at, updated_at)
          values (${newId("familyLogin")}, ${loginId}, ${familyId}, ${guardianId}, 'owner', 0, 0)`),
      ],
    });
    expect(await pays(familyId, await keepMethod(till, familyId), 1000)).toBe("paid");
    expect(mailsTo(address).map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^Recibo \d+ de /),
    ]);
  });

  it("staff mail a receipt by hand: the same press once, another press again, and it is told of", async () => {
    const address = `cyn-${engine}@example.com`;
    const familyId = await family(address);
    const paymentId = await pay(ctx, books, familyId, 1000);
    const key = `mail-once-${engine}-0123456789`;
    const press = () => mailReceipt(contextOf(tenant, ctx.actor, { idempotencyKey: key }), paymentId);
    expect(await press()).toMatchObject({ sentTo: address });
    await expect(press()).rejects.toBeInstanceOf(Replayed);
    await deliver();
    expect(mailsTo(address)).toHaveLength(1);
    house.mailFaults.push(new MailRefused("mailbox unknown"));
    await mailReceipt(ctx, paymentId);
    await deliver();
    expect(mailsTo(address)).toHaveLength(1);
    expect(await value(database, "count(*) from changes where action = 'payments.mail_receipt'")).toBe(2);
    const told = `count(*) from change_rows where entity = 'payments' and entity_id = '${paymentId}'`;
    expect(await value(database, `${told} and after like '%mailedTo%'`)).toBe(2);
  });

  it("is refused without an address, without the right, and for another school", async () => {
    const familyId = await family(null);
    const paymentId = await pay(ctx, books, familyId, 1000);
    await expect(mailReceipt(ctx, paymentId)).rejects.toMatchObject({ code: "no_address" });
    await expect(
      mailReceipt(await staffContext(tenant, { charges: "full" }), paymentId),
    ).rejects.toMatchObject({
      status: 403,
    });
    const other = await openTestTenant({ engine: "d1" });
    await expect(mailReceipt(await staffContext(other), paymentId)).rejects.toMatchObject({ status: 404 });
    const setter = await staffContext(tenant, { payments: "full" });
    await expect(updateReceiptRule(setter, { version: 0, mailsReceipts: false })).rejects.toMatchObject({
      status: 403,
    });
  });
});
