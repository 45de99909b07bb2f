import type { Approval } from "./approval.ts";
import type { ActivityKind } from "./schemas.ts";

/** How each kind of request is carried out once staff have approved it. */
export const APPROVALS: Partial<Record<ActivityKind, Approval>> = {};
