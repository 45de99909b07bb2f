import { createRoot } from "solid-js";
import type { ActivityChanges } from "../../../worker/domains/online-activity/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { pageStands } from "../shell/page-stands.ts";

/** Beyond every number, so that nothing but the figures is answered. */
const countPath = "/online-activity/changes?after=999999999999999";

/** How many items wait; undefined while nobody knows, or for those who may not. */
export const waitingCount = createRoot(() => {
  const query = createQuery<ActivityChanges>(
    () => (can("online_activity") && pageStands() ? countPath : undefined),
    {
      staleMs: 60_000,
    },
  );
  return () => query.data()?.open;
});
