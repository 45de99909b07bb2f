import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { keepHouse } from "../../worker/jobs/keep-house.ts";
import { systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";

const DAY_MS = 86_400_000;

describe.each(ENGINES)("what is kept on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });

  it("goes when nobody can ask for it any more, and stays until then", async () => {
    for (const [name, days] of [
      ["old", 91],
      ["new", 0],
    ] as const) {
      const at = TEST_NOW_MS - days * DAY_MS;
      await tenant.database.commit({
        statements: [
          statement(sql`insert into sessions (token_hash, id, created_at, last_seen_at, idle_expires_at, expires_at)
            values (${name}, ${name}, ${at}, ${at}, ${at}, ${at})`),
          statement(
            sql`insert into password_resets (token_hash, created_at, expires_at) values (${name}, ${at}, ${at})`,
          ),
          statement(
            sql`insert into login_attempts (subject, window_start, failures) values (${name}, ${at}, 1)`,
          ),
          statement(
            sql`insert into idempotency (actor_id, key, fingerprint, created_at) values ('a', ${name}, 'f', ${at})`,
          ),
          statement(sql`insert into outbox (id, topic, payload, created_at, not_before, done_at)
            values (${name}, 'mail', '{}', ${at}, ${at}, ${at})`),
          statement(sql`insert into job_runs (job_id, kind, finished_at) values (${name}, 'mail', ${at})`),
        ],
      });
    }
    await tenant.database.commit({
      statements: [
        statement(
          sql`insert into outbox (id, topic, payload, created_at, not_before) values ('open', 'mail', '{}', 1, 1)`,
        ),
      ],
    });
    await keepHouse(systemContext(tenant, TEST_NOW_MS));
    const { left } = await tenant.database.read({
      left: select(
        {
          sessions: sql<string>`(select group_concat(token_hash) from sessions)`,
          resets: sql<string>`(select group_concat(token_hash) from password_resets)`,
          attempts: sql<string>`(select group_concat(subject) from login_attempts)`,
          keys: sql<string>`(select group_concat(key) from idempotency)`,
          effects: sql<string>`(select group_concat(id) from (select id from outbox order by id))`,
          runs: sql<string>`(select group_concat(job_id) from job_runs)`,
        },
        sql``,
      ),
    });
    const only = "new";
    expect(left).toEqual([
      { sessions: only, resets: only, attempts: only, keys: only, effects: "new,open", runs: only },
    ]);
  });

  it("keeps the sums of transactions that ended long ago, and their lines for a year and a month", async () => {
    const ended = (id: string, days: number, state = "done") => [
      statement(sql`insert into billing_runs (id, kind, title, input, state, row_count, total_minor, done_count, done_minor,
          created_at, updated_at)
        values (${id}, 'late', 'Fee', '{}', ${state}, 2, 3000, 2, 3000, 0, ${TEST_NOW_MS - days * DAY_MS})`),
      ...[0, 1].map((position) =>
        statement(sql`insert into billing_run_rows (run_id, position, family_id, label, amount_minor, is_ticked, state)
          values (${id}, ${position}, 'fam_1', 'Fee', 1500, 1, 'done')`),
      ),
    ];
    await tenant.database.commit({
      statements: [
        ...[...ended("run_a", 500), ...ended("run_b", 397), ...ended("run_c", 395)],
        ...ended("run_d", 500, "waiting"),
      ],
    });
    // One transaction a turn, the oldest first.
    const left = [];
    for (let turn = 0; turn < 3; turn++) {
      await keepHouse(systemContext(tenant, TEST_NOW_MS));
      const { runs } = await tenant.database.read({
        runs: select({ of: sql<string>`group_concat(distinct run_id)` }, sql`from billing_run_rows`),
      });
      left.push(runs[0]!.of.split(",").sort().join());
    }
    expect(left).toEqual(["run_b,run_c,run_d", "run_c,run_d", "run_c,run_d"]);
    const { kept } = await tenant.database.read({
      kept: select(
        { id: sql<string>`id`, doneMinor: sql<number>`done_minor`, at: sql<number | null>`rows_purged_at` },
        sql`from billing_runs order by id`,
      ),
    });
    expect(kept.map(({ doneMinor, at }) => [doneMinor, at])).toEqual([
      [3_000, TEST_NOW_MS],
      [3_000, TEST_NOW_MS],
      [3_000, null],
      [3_000, null],
    ]);
  });

  it("keeps the words of texts for two years, and that there were some for ever", async () => {
    const text = (days: number, number: number) => {
      const at = TEST_NOW_MS - days * DAY_MS;
      return [
        statement(sql`insert into conversations (id, kind, e164, state, last_message_at, created_at, updated_at)
          values (${`cnv_${days}`}, 'lead', ${`+1312555010${number}`}, 'open', ${at}, ${at}, ${at})`),
        statement(sql`insert into messages (id, conversation_id, direction, e164, body, encoding, segments, search_words, status, created_at, updated_at)
          values (${newId("message", at)}, ${`cnv_${days}`}, 'in', ${`+1312555010${number}`}, 'Running late', 'gsm7', 1,
            '["running"]', 'received', ${at}, ${at})`),
      ];
    };
    await tenant.database.commit({ statements: [...text(735, 1), ...text(730, 2), ...text(1, 3)] });
    await keepHouse(systemContext(tenant, TEST_NOW_MS));
    const { words, found } = await tenant.database.read({
      words: select(
        { body: sql<string>`m.body`, last: sql<string>`c.last_words` },
        sql`from messages m join conversations c on c.id = m.conversation_id order by m.id`,
      ),
      found: select(
        { id: sql<string>`id` },
        sql`from search_tokens where scope = 'ms' and token = 'running'`,
      ),
    });
    const kept = { body: "Running late", last: "Running late" };
    expect(words).toEqual([{ body: "", last: "" }, kept, kept]);
    expect(found).toHaveLength(2);
  });
});
