import { sql } from "drizzle-orm";
import fc from "fast-check";
import { select } from "../../../control-plane/query.ts";
import { addDays, dateAt } from "../../../tenant-schema/dates.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { insert } from "../school.ts";
import type { Ground } from "./ground.ts";
import { ModelActs } from "./model-acts.ts";
import type { NodeSchool } from "./node-school.ts";
import { blank, type ModelRow } from "./plain-model.ts";
import type { UseCases } from "./use-cases.ts";

const KINDS = [
  ...["enroll", "enroll", "enroll", "oneDay", "oneDay", "override", "hold", "drop", "drop", "delete", "edit"],
  ...[
    "transfer",
    "transfer",
    "join",
    "join",
    "join",
    "serve",
    "serve",
    "offer",
    "accept",
    "accept",
    "decline",
  ],
  ...["skip", "requeue", "move", "grant", "makeup", "cancelMakeup", "cancel", "undo", "undo", "undo", "wait"],
] as const;

export type Operation = readonly [kind: (typeof KINDS)[number], a: number, b: number, c: number, d: number];
export const operation: fc.Arbitrary<Operation> = fc.tuple(
  fc.constantFrom(...KINDS),
  fc.nat(997),
  fc.nat(997),
  fc.nat(20),
  fc.nat(7),
);

type Run = (ctx: ReturnType<NodeSchool["context"]>) => Promise<object>;

/** One random life of the school: every act is done for real and by the plain model, and the answers compared. */
export class History {
  readonly model: ModelActs;
  readonly #ground: Ground;
  readonly #acts: UseCases;

  constructor(ground: Ground, acts: UseCases, nowMs: number) {
    this.#ground = ground;
    this.#acts = acts;
    this.model = new ModelActs(nowMs, ground.families);
    for (const one of ground.classes) this.model.classes.set(one.id, { ...one, cancelled: new Set() });
  }

  /** @throws when what happened is not what the model says must happen */
  async step(op: Operation): Promise<void> {
    this.model.nowMs += 30_000 + (op[0] === "wait" ? op[1] * 120_000 : 0);
    this.model.today = dateAt(this.model.nowMs, "America/Chicago");
    await this.#act(op);
  }

  async #do(name: string, expected: string, run: Run): Promise<Answer> {
    let answer: Answer;
    try {
      answer = { outcome: "done", ...(await run(this.#ground.node.context(this.model.nowMs))) };
    } catch (error) {
      const { code, guard, stack } = error as { code?: string; guard?: string; stack?: string };
      answer = { outcome: code ?? guard ?? `threw ${stack}` };
    }
    if (answer.outcome !== expected) {
      throw new Error(`${name}: the model says ${expected}, it was ${answer.outcome}`);
    }
    return answer;
  }

  async #act([kind, a, b, c, d]: Operation): Promise<void> {
    const { model } = this;
    const acts = this.#acts;
    const target = pick([...model.classes.values()], a)!;
    const student = pick(this.#ground.students, b)!;
    const day = addDays(model.today, c);
    const slots = d === 0 || target.slots.size === 1 ? null : [pick([...target.slots.keys()], d)!];
    const wish = { classId: target.id, slotIds: slots, startsOn: day, sessionId: null, note: null };
    const rowsOf = (test: (row: ModelRow) => boolean) => model.living().filter(test);
    switch (kind) {
      case "enroll":
      case "override": {
        const row = {
          ...blank,
          student,
          classId: target.id,
          from: day,
          to: d > 4 ? addDays(day, d) : null,
          slots,
        };
        const overrides = kind === "override" ? (["capacity"] as const) : [];
        const input = {
          ...wish,
          kind: "active" as const,
          studentId: student,
          endsOn: row.to,
          overrides: [...overrides],
        };
        const said = model.sayEnroll(row, kind === "override");
        const done = await this.#do(kind, said, (ctx) => acts.enroll(ctx, input));
        return model.enrolled(row, done);
      }
      case "oneDay": {
        const oneKind = d % 2 ? ("trial" as const) : ("single_day" as const);
        const row = {
          ...blank,
          kind: oneKind,
          student,
          classId: target.id,
          from: day,
          to: day,
          slots: model.slotsOn(target, day),
        };
        const input = { ...wish, kind: oneKind, studentId: student, endsOn: null, overrides: [] };
        const done = await this.#do(kind, model.sayEnroll(row, false), (ctx) => acts.enroll(ctx, input));
        return model.enrolled(row, done);
      }
      case "hold": {
        const row = { ...blank, student: "", classId: target.id, from: day, to: null, slots };
        const said = model.left(row, { kind: "queue" }) >= 1 ? "held" : "full";
        const done = await this.#do(kind, said, (ctx) =>
          acts.placeHold(ctx, {
            classId: target.id,
            slotIds: slots,
            startsOn: day,
            endsOn: null,
            studentId: null,
          }),
        );
        return model.held(row, done);
      }
      case "drop": {
        const row = pick(
          rowsOf((one) => one.kind !== "wait" && !model.hasToken(one)),
          b,
        );
        if (!row) return;
        const input = { version: row.version, endsOn: day, reasonId: null, note: null };
        const done = await this.#do(kind, model.sayDrop(row, day), (ctx) =>
          acts.dropEnrollment(ctx, row.id, input),
        );
        return model.settle(done);
      }
      case "edit": {
        const row = pick(
          rowsOf((one) => one.kind === "active" && one.classId === target.id),
          b,
        );
        if (!row) return;
        const endsOn = d > 3 ? null : day;
        const said = model.sayEdit(row, endsOn, slots);
        const input = { version: row.version, endsOn, slotIds: slots, overrides: [] };
        return model.settle(await this.#do(kind, said, (ctx) => acts.editEnrollment(ctx, row.id, input)));
      }
      case "delete": {
        const row = pick(
          rowsOf((one) => !model.hasToken(one)),
          b,
        );
        if (!row) return;
        model.change(row, { isDeleted: true });
        const done = await this.#do(kind, "done", (ctx) =>
          acts.deleteEnrollment(ctx, row.id, { version: row.version }),
        );
        return model.settle(done);
      }
      case "transfer": {
        const row = pick(
          rowsOf((one) => one.kind === "active"),
          b,
        );
        if (!row) return;
        const newRow = { ...blank, student: row.student, classId: target.id, from: day, to: null, slots };
        const said = model.sayTransfer(row, newRow, newId("enrollment"));
        const enrollments = [{ id: row.id, version: row.version }];
        const input = { ...wish, enrollments, lastDayOn: null, overrides: [], money: [] };
        return model.transferred(
          row,
          await this.#do(kind, said, (ctx) => acts.transferEnrollments(ctx, input)),
        );
      }
      case "cancel": {
        const slot = pick([...target.slots.keys()], b)!;
        const key = `${slot} ${day}`;
        if (model.slotsOn(target, day)?.includes(slot) !== true) return;
        target.cancelled.add(key);
        const exception = {
          id: newId("meetingException"),
          slot_id: slot,
          class_id: target.id,
          meets_on: day,
          is_cancelled: 1,
        };
        const stamps = { created_at: 0, updated_at: 0 };
        await this.#ground.node.database.commit({
          statements: [insert("meeting_exceptions", { ...exception, ...stamps })],
        });
        return;
      }
      case "undo": {
        const changeId = pick([...model.changes.keys()].slice(-12), b);
        if (changeId === undefined) return;
        const said = model.undo(changeId);
        const done = await this.#do(
          `${kind} ${changeId}`,
          said === "undone" ? "done" : said,
          async (ctx) => ({
            change: await acts.undoChange(ctx, changeId),
          }),
        );
        return model.settle(done);
      }
      case "grant": {
        const input = {
          studentId: student,
          count: 1,
          expiresOn: null,
          programIds: null,
          locationId: null,
          comment: "x",
        };
        return model.granted(student, await this.#do(kind, "done", (ctx) => acts.grantTokens(ctx, input)));
      }
      case "makeup": {
        const row = {
          ...blank,
          kind: "makeup",
          student,
          classId: target.id,
          from: day,
          to: day,
          slots: model.slotsOn(target, day),
        };
        const input = { studentId: student, classId: target.id, onDate: day, isOverride: false, note: null };
        const done = await this.#do(kind, model.sayMakeup(row), (ctx) => acts.bookMakeup(ctx, input));
        return model.booked(row, done);
      }
      case "cancelMakeup": {
        const row = pick(
          rowsOf((one) => one.kind === "makeup"),
          b,
        );
        if (!row) return;
        const input = { version: row.version, returnsAnyway: false };
        return model.makeupCancelled(
          row,
          await this.#do(kind, "done", (ctx) => acts.cancelMakeup(ctx, row.id, input)),
        );
      }
      case "wait":
        return;
      default:
        return this.#actOnQueue(kind, target.id, { ...wish, student, b, d });
    }
  }

  async #actOnQueue(
    kind: "join" | "serve" | "offer" | "accept" | "decline" | "skip" | "requeue" | "move",
    classId: string,
    { student, b, d, slotIds, startsOn }: QueueWish,
  ): Promise<void> {
    const { model } = this;
    const acts = this.#acts;
    if (kind === "join") {
      const row = {
        ...blank,
        kind: "wait",
        state: "queued",
        student,
        classId,
        from: startsOn,
        slots: slotIds,
        together: d % 2 === 1,
      };
      const input = {
        studentIds: [student],
        classId,
        slotIds,
        startsOn,
        waitsForSiblings: row.together,
        note: null,
      };
      const done = await this.#do(kind, model.sayJoin(row), async (ctx) => {
        const { students, change } = await acts.joinWaitlist(ctx, input);
        return { ...students[0]!, change };
      });
      return model.joined(row, done);
    }
    if (kind === "serve") {
      const said = model.serve(classId);
      const done = await this.#do(kind, String(said), async (ctx) => ({
        outcome: String(await acts.serveWaitlist(ctx, classId)),
      }));
      return model.served(done);
    }
    const row = pick(
      model.living().filter((one) => one.kind === "wait"),
      b,
    );
    if (!row) return;
    const { version } = row;
    switch (kind) {
      case "offer":
        return model.settle(
          await this.#do(kind, model.sayOffer(row), (ctx) => acts.offerPlace(ctx, row.id, { version })),
        );
      case "accept":
        return model.accepted(
          row,
          await this.#do(kind, model.sayAccept(row), (ctx) =>
            acts.acceptOffer(ctx, row.id, { version, overrides: [] }),
          ),
        );
      case "decline":
        return model.settle(
          await this.#do(kind, model.sayDecline(row), (ctx) =>
            acts.declineOffer(ctx, row.id, { version, note: null }),
          ),
        );
      case "skip":
        return model.settle(
          await this.#do(kind, model.saySkip(row), (ctx) =>
            acts.skipWait(ctx, row.id, { version, reason: "x" }),
          ),
        );
      case "requeue":
        return model.settle(
          await this.#do(kind, model.sayRequeue(row), (ctx) => acts.requeueWait(ctx, row.id, { version })),
        );
      case "move": {
        const after = pick([null, ...model.queue(row.classId).filter((one) => one.id !== row.id)], d) ?? null;
        const input = { version, afterId: after?.id ?? null, reason: "x" };
        const done = await this.#do(kind, model.sayMove(row), (ctx) => acts.moveWait(ctx, row.id, input));
        if (done.outcome !== "done") return;
        return model.moved(row, after, done, await this.#ranks(row.classId));
      }
    }
  }

  async #ranks(classId: string): Promise<Map<string, { rank: number; version: number }>> {
    const { rows } = await this.#ground.node.database.read({
      rows: select(
        { id: sql<string>`id`, rank: sql<number>`wait_rank`, version: sql<number>`version` },
        sql`from enrollments where class_id = ${classId} and kind = 'wait'`,
      ),
    });
    return new Map(rows.map(({ id, ...rest }) => [id, rest]));
  }
}

interface QueueWish {
  readonly student: string;
  readonly b: number;
  readonly d: number;
  readonly slotIds: string[] | null;
  readonly startsOn: string;
}

export interface Answer {
  readonly outcome: string;
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly enrollmentId?: string;
  readonly tokenId?: string | null;
  readonly isTokenReturned?: boolean;
  readonly isOverCapacity?: boolean;
  readonly expiresAt?: number;
  readonly change?: { readonly id: string } | null;
}

function pick<T>(list: readonly T[], n: number): T | undefined {
  return list.length === 0 ? undefined : list[n % list.length];
}
