import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import type { Services } from "../../services.ts";

/** One that has not moved for so long lost its word, or was killed. */
const QUIET_MS = 2 * 60_000;
const AT_ONCE = 50;

/** Cron: whatever was killed in the middle of its way goes on. */
export async function resumeOnboardings(services: Services): Promise<void> {
  const nowMs = services.house.now();
  const { quiet } = await services.control.read({
    quiet: select(
      { id: sql<string>`id` },
      sql`from onboardings where state = 'running' and updated_at < ${nowMs - QUIET_MS} order by updated_at limit ${AT_ONCE}`,
    ),
  });
  for (const { id } of quiet) {
    await services.env.JOBS.send({ kind: "onboarding", onboardingId: id, jobId: newId("job", nowMs) });
  }
}
