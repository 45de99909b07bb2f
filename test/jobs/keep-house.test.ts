import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
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
});
