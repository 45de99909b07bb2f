import { describe, expect, it } from "vitest";
import { getRollSheet } from "../../worker/domains/attendance/get-roll-sheet.ts";
import { saveMarks } from "../../worker/domains/attendance/save-marks.ts";
import { contextOf, TEST_NOW_MS } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { mark, openGym, openStaff, SATURDAY } from "./gym.ts";

const MINUTE_MS = 60_000;
const at = (minutesAgo: number) => ({ clientMarkedAtMs: TEST_NOW_MS - minutesAgo * MINUTE_MS });

describe.each(ENGINES)("marks that come late on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { school, classOf } = await openGym(tenant);
  const { ctx, other } = await openStaff(tenant, { ctx: {}, other: {} });
  const markOf = async (studentId: string, slotId: string) => {
    const sheet = await getRollSheet(ctx, { slotId, meetsOn: SATURDAY });
    return sheet.students.find((row) => row.studentId === studentId)!.mark;
  };

  it("sent twice are one mark, with the same key or another", async () => {
    const gym = await classOf(2);
    const marks = gym.studentIds.map((id) => mark(id, gym.slotId, { status: "absent", note: "ill" }));
    const keyed = () => contextOf(tenant, ctx.actor, { idempotencyKey: `late ${engine}` });
    const first = await saveMarks(keyed(), { marks });
    for (const again of [await saveMarks(keyed(), { marks }), await saveMarks(ctx, { marks })]) {
      expect(again.change).toBeNull();
      expect(again.outcomes).toEqual(first.outcomes.map((one) => ({ ...one, token: null })));
    }
    expect((await markOf(gym.studentIds[0]!, gym.slotId)).version).toBe(1);
  });

  it("in the wrong order leave the last one said", async () => {
    const gym = await classOf(1);
    const who = gym.studentIds[0]!;
    // The device was away for both, so neither knows of the other.
    const later = mark(who, gym.slotId, { status: "tardy", ...at(5) });
    const earlier = mark(who, gym.slotId, { status: "absent", ...at(10) });
    expect((await saveMarks(ctx, { marks: [later] })).outcomes).toMatchObject([{ outcome: "saved" }]);
    expect((await saveMarks(ctx, { marks: [earlier] })).outcomes).toMatchObject([
      { outcome: "conflict", mark: { status: "tardy", isOwn: true } },
    ]);
    const another = await classOf(1);
    const [first, second] = [
      mark(another.studentIds[0]!, another.slotId, { status: "absent", ...at(10) }),
      mark(another.studentIds[0]!, another.slotId, { status: "present", ...at(5) }),
    ];
    const one = await saveMarks(ctx, { marks: [second, first] });
    expect(one.outcomes).toMatchObject([{ outcome: "saved", mark: { status: "present", version: 1 } }]);
  });

  it("in the right order follow one another, though the device never heard of the versions", async () => {
    const gym = await classOf(1);
    const who = gym.studentIds[0]!;
    await saveMarks(ctx, { marks: [mark(who, gym.slotId, { status: "absent", ...at(10) })] });
    const { outcomes } = await saveMarks(ctx, {
      marks: [mark(who, gym.slotId, { status: "tardy", ...at(5) })],
    });
    expect(outcomes).toMatchObject([{ outcome: "saved", mark: { status: "tardy", version: 2 } }]);
  });

  it("give way to a newer mark of somebody else, which is shown, while the rest is saved", async () => {
    const gym = await classOf(2);
    const [one, two] = gym.studentIds as [string, string];
    await saveMarks(other, { marks: [mark(one, gym.slotId, { status: "absent", ...at(30) })] });
    const { outcomes } = await saveMarks(ctx, {
      marks: [mark(one, gym.slotId, at(5)), mark(two, gym.slotId, at(5))],
    });
    expect(outcomes).toMatchObject([
      {
        outcome: "conflict",
        mark: {
          status: "absent",
          markedBy: other.actor.name,
          markedAt: at(30).clientMarkedAtMs,
          isOwn: false,
        },
      },
      { outcome: "saved" },
    ]);
    expect(await markOf(one, gym.slotId)).toMatchObject({ status: "absent", version: 1 });
    // Whoever has seen the newer one may change it; the same thing said by both is no conflict.
    const seen = mark(one, gym.slotId, { baseVersion: 1 });
    expect((await saveMarks(ctx, { marks: [seen] })).outcomes).toMatchObject([{ outcome: "saved" }]);
    const same = mark(one, gym.slotId, at(2));
    expect((await saveMarks(other, { marks: [same] })).outcomes).toMatchObject([{ outcome: "saved" }]);
  });

  it("never count from the future of a device whose clock runs fast", async () => {
    const gym = await classOf(1);
    const { outcomes } = await saveMarks(ctx, { marks: [mark(gym.studentIds[0]!, gym.slotId, at(-90))] });
    expect(outcomes).toMatchObject([{ mark: { markedAt: TEST_NOW_MS } }]);
  });

  it.each([
    ["over nothing", 0],
    ["over the same mark", 1],
  ])("lose the race %s to the other, and only that one", async (_how, baseVersion) => {
    const gym = await classOf(2);
    const [one, two] = gym.studentIds as [string, string];
    if (baseVersion === 1) {
      await saveMarks(ctx, { marks: [mark(one, gym.slotId, { status: "tardy", ...at(60) })] });
    }
    const both = barrier(2);
    const slow = { ...ctx, database: racing(tenant.database, both) };
    const rival = { ...other, database: racing(tenant.database, both) };
    const mine = { marks: [mark(one, gym.slotId, { baseVersion }), mark(two, gym.slotId)] };
    const theirs = { marks: [mark(one, gym.slotId, { status: "absent", baseVersion })] };
    const answers = await Promise.all([saveMarks(slow, mine), saveMarks(rival, theirs)]);
    const results = answers.map(({ outcomes }) => outcomes.map(({ outcome }) => outcome));
    expect([
      [["saved", "saved"], ["conflict"]],
      [["conflict", "saved"], ["saved"]],
    ]).toContainEqual(results);
    expect((await markOf(one, gym.slotId)).version).toBe(baseVersion + 1);
    expect((await markOf(two, gym.slotId)).status).toBe("present");
  });

  it("would overwrite one another without the guard of the version", async () => {
    const gym = await classOf(1);
    const who = gym.studentIds[0]!;
    await saveMarks(ctx, { marks: [mark(who, gym.slotId, { status: "tardy", ...at(60) })] });
    const both = barrier(2);
    const slow = (context: typeof ctx) => ({
      ...context,
      database: racing(tenant.database, both, /row_version/),
    });
    const answers = await Promise.all([
      saveMarks(slow(ctx), { marks: [mark(who, gym.slotId, { baseVersion: 1 })] }),
      saveMarks(slow(other), { marks: [mark(who, gym.slotId, { status: "absent", baseVersion: 1 })] }),
    ]);
    expect(answers.flatMap(({ outcomes }) => outcomes.map(({ outcome }) => outcome))).toEqual([
      "saved",
      "saved",
    ]);
  });

  it.each([
    ["cancelled", undefined],
    ["saved", /"row_living"/],
  ])(
    "at a meeting that is cancelled meanwhile are %s, by the guard or for want of it",
    async (told, without) => {
      const gym = await classOf(1);
      let isCancelled = false;
      const cancel = async () => {
        if (isCancelled) return;
        isCancelled = true;
        await school.add("meeting_exceptions", [
          { id: `mex_${gym.id}`, slot_id: gym.slotId, class_id: gym.id, meets_on: SATURDAY, is_cancelled: 1 },
        ]);
      };
      const slow = { ...ctx, database: racing(tenant.database, cancel, without) };
      const { outcomes } = await saveMarks(slow, { marks: [mark(gym.studentIds[0]!, gym.slotId)] });
      const [one] = outcomes;
      expect(one!.outcome === "refused" ? one!.reason : one!.outcome).toBe(told);
    },
  );
});
