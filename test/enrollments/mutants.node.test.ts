import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareGround } from "./histories/ground.ts";
import { operation } from "./histories/history.ts";
import { live } from "./histories/live-history.ts";
import { type Mutate, nodeSchool } from "./histories/node-school.ts";

// What keeps places is taken out piece by piece, in the SQL that reaches the database; a history must notice each time.

/** Histories a mutant may survive before it counts as not noticed. */
const MAX_HISTORIES = 300;

const without =
  (guard: string): Mutate =>
  (sql) =>
    sql.startsWith(`insert into guard ("${guard}")`) ? null : sql;
const instead =
  (clause: string, other: string): Mutate =>
  (sql) =>
    sql.replaceAll(clause, other);

const MUTANTS: Readonly<Record<string, Mutate>> = {
  "no guard of places": without("place_left"),
  "no guard of one enrollment a student and class": without("one_enrollment"),
  "no guard of turns": without("queue_turn"),
  "who queues claims nothing": instead("((w.wait_state = 'queued' ", "((0 "),
  "an offer claims nothing": instead("(w.wait_state = 'offered' and w.wait_expires_at > ?)", "(? = 0)"),
  "an offer that ran out still claims": instead("and w.wait_expires_at > ?)", "and ? > 0)"),
  "everybody who waits is ahead": instead("(w.wait_rank, w.id) < (?, ?)", "coalesce(?, ?) is not null"),
  "a hold holds nothing": instead("and h.expires_at > ?", "and ? = 0"),
  "a hold never runs out": instead("and h.expires_at > ?", "and ? > 0"),
  "who comes later takes no place": instead("max(0, coalesce(max(added), 0))", "0"),
  "who waits for one slot claims every slot": instead("(w.slot_ids is null or", "(1 or"),
  "loads are not kept when an enrollment changes": (sql) => sql,
};

describe("taken out, it is noticed:", () => {
  it.each(Object.entries(MUTANTS))("%s", { timeout: 600_000 }, async (name, mutate) => {
    let isApplied = false;
    const node = nodeSchool((sql) => {
      const mutated = mutate(sql);
      isApplied ||= mutated !== sql;
      return mutated;
    });
    if (name.startsWith("loads")) {
      node.sqlite.exec("drop trigger enrollments_load_update");
      isApplied = true;
    }
    const ground = await prepareGround(node);
    const histories = fc.sample(fc.array(operation, { minLength: 50, maxLength: 50 }), {
      numRuns: MAX_HISTORIES,
      seed: 20_261_121,
    });
    let survived = 0;
    let noticed = "";
    for (const operations of histories) {
      noticed = await live(ground, operations).then(
        () => "",
        (error: Error) => error.message,
      );
      if (noticed !== "") break;
      survived += 1;
    }
    expect(noticed, "a statement that does not even run proves nothing").not.toMatch(
      /refused the statement|syntax|no such/,
    );
    expect(isApplied, "the clause is there to be taken out").toBe(true);
    expect(survived, "histories that did not notice").toBeLessThan(MAX_HISTORIES);
  });

  it("and there are at least ten of them", () => {
    expect(Object.keys(MUTANTS).length).toBeGreaterThanOrEqual(10);
  });
});
