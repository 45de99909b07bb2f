import type { TenantDatabase } from "../../../control-plane/tenant-database.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { allocate, deallocate, reallocate } from "../../../worker/domains/ledger/allocate.ts";
import { applyFamilyCredits } from "../../../worker/domains/ledger/apply-credits.ts";
import { voidCredit, voidPayment } from "../../../worker/domains/ledger/close-payment.ts";
import { createCharge } from "../../../worker/domains/ledger/create-charge.ts";
import { giveCredit } from "../../../worker/domains/ledger/give-credit.ts";
import { reconcileSlice } from "../../../worker/domains/ledger/reconcile-slice.ts";
import { recordPayment } from "../../../worker/domains/ledger/record-payment.ts";
import { recordRefund } from "../../../worker/domains/ledger/record-refund.ts";
import type { ApplyTo } from "../../../worker/domains/ledger/schemas.ts";
import { voidCharge, voidLine } from "../../../worker/domains/ledger/void-charge.ts";
import { REOPEN_WORDS } from "../../../worker/domains/ledger-rules/schemas.ts";
import { getLedgerRules, updatePeriodLock } from "../../../worker/domains/ledger-rules/update-rules.ts";
import type { Context } from "../../../worker/kernel/context.ts";
import { AppError } from "../../../worker/kernel/errors.ts";
import { NOW_MS, TODAY } from "../../enrollments/school.ts";
import type { Ground } from "./ground.ts";
import { checkPostings, checkReports } from "./invariants.ts";
import type { Operation, Pay } from "./operations.ts";
import {
  part,
  plainAllocate,
  plainApplyCredits,
  plainCharge,
  plainClose,
  plainPay,
  plainReallocate,
  plainRefund,
  plainTakeOff,
  plainVoid,
  type Target,
  targetsOf,
} from "./plain-acts.ts";
import { PlainBooks } from "./plain-books.ts";

/** Lives one history on the real use-cases and on plain books, and takes it back. @throws where they differ */
export async function live(ground: Ground, operations: readonly Operation[]): Promise<void> {
  ground.node.sqlite.exec("savepoint history");
  try {
    const history = new History(ground);
    for (const [i, op] of operations.entries()) {
      const [expected, happened] = await history.step(op);
      if (expected !== happened) {
        throw new Error(`${i} ${JSON.stringify(op)}: the books say ${expected}, the ledger ${happened}`);
      }
      checkPostings(ground, history.books);
      if (i % 10 === 9) await checkReports(ground, history.books, history.ctx);
    }
    await checkReports(ground, history.books, history.ctx);
  } finally {
    ground.node.sqlite.exec("rollback to history; release history");
  }
}

export class History {
  readonly books: PlainBooks;
  readonly #ground: Ground;
  /** Happens when the next act has read, before it writes. */
  #between: (() => Promise<void>) | null = null;
  #nights = 0;

  constructor(ground: Ground, books: PlainBooks = new PlainBooks(TODAY, NOW_MS)) {
    this.#ground = ground;
    this.books = books;
  }

  get ctx(): Context {
    const ctx = this.#ground.node.context(this.books.at);
    return this.#between === null ? ctx : { ...ctx, database: delayed(ctx.database, this.#between) };
  }

  /** One act reads, another one happens whole, then the first one writes. The plain books of neither count any more. */
  async race(slow: Operation, fast: Operation): Promise<void> {
    const other = new History(this.#ground, this.books.copy());
    this.books.at += 1;
    this.#between = async () => {
      await other.step(fast);
    };
    await this.step(slow);
  }

  /** What the plain books say, and what the ledger answered. */
  async step(op: Operation): Promise<readonly [string, string]> {
    // No two acts happen at the same instant.
    this.books.at += 1;
    const { books, ctx } = this;
    switch (op.op) {
      case "charge":
        return this.#charge(op);
      case "pay":
      case "credit":
        return this.#pay(op);
      case "pass":
        books.pass(op.days);
        return ["ok", "ok"];
      case "lock":
        return this.#lock(addDays(books.today, -1 - op.daysBack));
      case "night":
        this.#nights += 1;
        return [
          "0",
          String((await reconcileSlice(ctx, { id: `night ${this.#nights}`, after: "" }))?.differences.length),
        ];
      case "applyCredits": {
        const expected = plainApplyCredits(books, op.family);
        return [expected, await wordOf(applyFamilyCredits(ctx, this.#ground.families[op.family]!))];
      }
      default:
        return books.payments.length === 0 || books.charges.length === 0
          ? ["ok", "ok"]
          : this.#onDocument(op);
    }
  }

  async #charge(op: Extract<Operation, { op: "charge" }>): Promise<readonly [string, string]> {
    const { books, ctx } = this;
    const expected = plainCharge(books, op);
    const chargeOn = addDays(books.today, op.offset);
    const lines = op.lines.map(({ base, off, isTaxed }, i) => ({
      ...{
        kind: "other" as const,
        description: `Line ${i}`,
        programId: null,
        categoryId: null,
        studentId: null,
      },
      ...{ baseMinor: base, discountMinor: Math.min(off, base), isTaxExempt: !isTaxed },
    }));
    const happened = await wordOf(
      createCharge(ctx, {
        ...{ familyId: this.#ground.families[op.family]!, locationId: this.#ground.locationId, title: "" },
        ...{ chargeOn, dueOn: addDays(chargeOn, op.dueDays), earlyBirdOn: null, note: null, lines },
      }),
      ({ id }) => {
        const charge = books.charges.at(-1)!;
        charge.id = id;
        const ids = this.#ground.node.sqlite
          .prepare("select id from charge_lines where charge_id = ? order by id")
          .all(id) as { id: string }[];
        charge.lines.forEach((line, i) => {
          line.id = ids[i]!.id;
        });
      },
    );
    return [expected, happened];
  }

  async #pay(op: Pay): Promise<readonly [string, string]> {
    const { books, ctx } = this;
    const targets = targetsOf(books, op);
    const isEmpty = op.applyTo.kind === "lines" && targets.length === 0;
    const usable: Pay = isEmpty ? { ...op, applyTo: { kind: "account" } } : op;
    const expected = plainPay(books, usable, targets);
    const lines = targets.map(({ line, minor }) => ({ lineId: line.id, amountMinor: minor }));
    const applyTo: ApplyTo = usable.applyTo.kind === "lines" ? { kind: "lines", lines } : usable.applyTo;
    const common = {
      ...{ familyId: this.#ground.families[op.family]!, locationId: this.#ground.locationId, title: "" },
      ...{ amountMinor: op.minor, reference: null, note: null, applyTo },
    };
    const on = addDays(books.today, -op.daysBack);
    const method = op.minor % 2 === 0 ? "cash" : "terminal";
    const labels = { programId: null, categoryId: null };
    const act =
      op.op === "pay"
        ? recordPayment(ctx, { ...common, method, receivedOn: on })
        : giveCredit(ctx, { ...common, ...labels, method: "house", givenOn: on });
    return [
      expected,
      await wordOf(act, ({ id }) => {
        books.payments.at(-1)!.id = id;
      }),
    ];
  }

  async #lock(day: string): Promise<readonly [string, string]> {
    this.books.lockedThrough = day;
    const { version } = await getLedgerRules(this.ctx);
    const lock = { version, lockedThrough: day, confirmation: REOPEN_WORDS };
    return ["ok", await wordOf(updatePeriodLock(this.ctx, lock))];
  }

  async #onDocument(op: Extract<Operation, { pick: number }>): Promise<readonly [string, string]> {
    const { books, ctx } = this;
    const payment = books.payments[op.pick % books.payments.length]!;
    const version = (table: string, id: string) =>
      (
        this.#ground.node.sqlite.prepare(`select version from ${table} where id = ?`).get(id) as {
          version: number;
        }
      ).version;
    const reason = "as agreed";
    const target = ({ line, minor }: Target) => ({ lineId: line.id, amountMinor: minor });
    const lineAt = (pick: number, some: readonly Target["line"][]) =>
      (some.length > 0 ? some : books.lines)[pick % (some.length > 0 ? some : books.lines).length]!;
    switch (op.op) {
      case "voidCharge": {
        const charge = books.charges[op.pick % books.charges.length]!;
        const isVoid = charge.lines.every((line) => line.isVoid);
        const expected = isVoid ? "already_voided" : plainVoid(books, charge.lines, charge);
        return [
          expected,
          await wordOf(voidCharge(ctx, charge.id, { version: version("charges", charge.id), reason })),
        ];
      }
      case "voidLine": {
        const line = lineAt(op.pick, []);
        const expected = line.isVoid ? "already_voided" : plainVoid(books, [line], line.charge);
        const input = { version: version("charge_lines", line.id), reason };
        return [expected, await wordOf(voidLine(ctx, line.charge.id, line.id, input))];
      }
      case "voidPayment": {
        const expected = plainClose(books, payment);
        const act = payment.kind === "credit" ? voidCredit : voidPayment;
        return [
          expected,
          await wordOf(act(ctx, payment.id, { version: version("payments", payment.id), reason })),
        ];
      }
      case "refund": {
        const minor = part(payment.minor - payment.refunded, op.share);
        const refundedOn = addDays(books.today, -op.daysBack);
        const { method } = op;
        const input = {
          version: version("payments", payment.id),
          amountMinor: minor,
          method,
          refundedOn,
          reason,
        };
        const expected = plainRefund(books, payment, { minor, on: refundedOn, method });
        return [expected, await wordOf(recordRefund(ctx, payment.id, input))];
      }
      case "allocate": {
        const line = lineAt(op.line, books.openLines(payment.family));
        const to = { line, minor: part(Math.min(books.open(line), books.unapplied(payment)), op.share) };
        const expected = plainAllocate(books, payment, to);
        return [expected, await wordOf(allocate(ctx, payment.id, { targets: [target(to)] }))];
      }
      case "deallocate":
      case "reallocate": {
        const paid = books.parts(payment).map((one) => one.line);
        const line = lineAt(op.line, paid);
        const off = { line, minor: part(books.applied(payment, line), op.share) };
        if (op.op === "deallocate") {
          const expected = plainTakeOff(books, payment, off);
          return [expected, await wordOf(deallocate(ctx, payment.id, { targets: [target(off)], reason }))];
        }
        const to = { line: lineAt(op.to, books.openLines(payment.family)), minor: off.minor };
        const expected = plainReallocate(books, payment, off, to);
        const input = { from: [target(off)], to: [target(to)], reason };
        return [expected, await wordOf(reallocate(ctx, payment.id, input))];
      }
    }
  }
}

/** The same database; whatever is between reading and writing happens before the first commit. */
function delayed(database: TenantDatabase, between: () => Promise<void>): TenantDatabase {
  const slow = Object.create(database) as TenantDatabase;
  slow.read = (queries) => database.read(queries);
  let happened = false;
  slow.commit = async (batch) => {
    if (!happened) {
      happened = true;
      await between();
    }
    return database.commit(batch);
  };
  return slow;
}

/** The word of an outcome, or the code of a refusal. */
async function wordOf<A extends object>(
  act: Promise<A>,
  then: (answer: A) => void = () => {},
): Promise<string> {
  try {
    const answer = await act;
    then(answer);
    return "outcome" in answer ? String(answer.outcome) : "ok";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
