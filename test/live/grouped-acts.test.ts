import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { addItem } from "../../worker/domains/cart/add-item.ts";
import { getCart } from "../../worker/domains/cart/get-cart.ts";
import { lineInput } from "../../worker/domains/cart/schemas.ts";
import { checkoutInput } from "../../worker/domains/checkout/schemas.ts";
import { submitCheckout } from "../../worker/domains/checkout/submit-checkout.ts";
import type { Desk } from "../../worker/domains/payments/desk.ts";
import { accountFacts } from "../../worker/edge/account-facts.ts";
import { AppError } from "../../worker/kernel/errors.ts";
import { GroupingEngine } from "../../worker/live/grouping-engine.ts";
import { count, NEXT_MONTH, openShop } from "../cart/shop.ts";
import { NOW_MS } from "../enrollments/school.ts";
import { addGuardian, guardianContext, type TestGuardian } from "../harness/guardians.ts";
import { testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";

const FAMILIES = 10;
const CAPACITIES = [1, 3];
const ROUND_MS = 1_000;

/** A school that takes no cards: what is booked is owed. */
const noDesk = { kind: async () => null, wake: async () => {} } as Partial<Desk> as Desk;

/** What each family does in a round: nothing, sends off its cart, or wants a place and perhaps would rather wait. */
const act = fc.constantFrom(
  null,
  { kind: "send" as const },
  ...CAPACITIES.flatMap((_, course) =>
    [true, true, false].map((waits) => ({ kind: "hold" as const, course, waits })),
  ),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
const rounds = fc.array(fc.array(act, { minLength: FAMILIES, maxLength: FAMILIES }), {
  minLength: 1,
  maxLength: 3,
});

describe("acts of many families that are read and committed together", { timeout: 120_000 }, async () => {
  const platform = await testPlatform();
  const open = async (isGrouped: boolean) => {
    const tenant = await openTestTenant({ engine: "d1", platform });
    const { account } = tenant;
    const engine = await platform.engines(account.id, account.location!);
    const own = isGrouped
      ? new TenantDatabase(new GroupingEngine(engine), account.id, tenant.database.schemaVersion)
      : tenant.database;
    return { tenant, shop: await openShop(tenant.database), database: own, isGrouped };
  };
  const schools = [await open(false), await open(true)];
  let startMs = NOW_MS;

  /** The same rounds with new families and classes; answers what everybody was told, and how the classes look then. */
  async function play(
    { tenant, shop, database, isGrouped }: (typeof schools)[number],
    story: readonly Act[][],
  ) {
    const classes = await Promise.all(CAPACITIES.map((capacity) => shop.addClass({ capacity })));
    const families: TestGuardian[] = [];
    for (let i = 0; i < FAMILIES; i++) families.push(await addGuardian(tenant, NOW_MS));
    const carryOut = async (one: Act, i: number, nowMs: number): Promise<string> => {
      if (one === null) return "nothing";
      const family = families[i]!;
      const ctx = () => ({
        ...guardianContext(tenant, accountFacts(tenant.account), family, nowMs),
        database,
      });
      if (one.kind === "hold") {
        const { id: classId } = classes[one.course]!;
        const wanted = { classId, studentId: family.studentId, startsOn: NEXT_MONTH };
        return (await addItem(ctx(), lineInput.parse({ ...wanted, waitsIfFull: one.waits }))).outcome;
      }
      const { id: cartId, version, sums, lines } = await getCart(ctx());
      if (cartId === null || lines.length === 0) return "empty";
      const input = checkoutInput.parse({ cartId, version, shownMinor: sums.totalMinor });
      return (await submitCheckout(ctx(), noDesk, input)).outcome;
    };
    const told: string[][] = [];
    for (const [round, acts] of story.entries()) {
      const run = (i: number) =>
        carryOut(acts[i]!, i, startMs + round * ROUND_MS + i).catch((error: unknown) => {
          if (error instanceof AppError) return error.code;
          throw error;
        });
      const answers: string[] = [];
      if (isGrouped) answers.push(...(await Promise.all(acts.map((_, i) => run(i)))));
      else for (const i of acts.keys()) answers.push(await run(i));
      told.push(answers);
    }
    const names = new Map(families.map(({ studentId }, i) => [studentId, i]));
    const standing = await Promise.all(
      classes.map(async ({ id }) => {
        const { rows } = await tenant.database.read({
          rows: select(
            { studentId: sql<string>`student_id`, kind: sql<string>`kind` },
            sql`from enrollments where class_id = ${id} and deleted_at is null order by kind, wait_rank, student_id`,
          ),
        });
        const waits = rows.filter(({ kind }) => kind === "wait").map(({ studentId }) => names.get(studentId));
        const held = `place_holds where class_id = '${id}' and released_at is null`;
        return {
          waits,
          comes: rows.length - waits.length,
          held: await count(tenant.database, "count(*)", held),
        };
      }),
    );
    return { told, standing };
  }

  it("come to what they come to one by one, and no class has more than its places", async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async (story) => {
        startMs += 60_000;
        const [alone, together] = [await play(schools[0]!, story), await play(schools[1]!, story)];
        expect(together).toEqual(alone);
        for (const [course, { comes, held }] of together.standing.entries())
          expect(comes + held).toBeLessThanOrEqual(CAPACITIES[course]!);
      }),
      { numRuns: 6 },
    );
  });
});
