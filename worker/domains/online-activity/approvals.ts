import { absenceApproval } from "../attendance/approve-absence-request.ts";
import { dropApproval } from "../enrollments/approve-drop-request.ts";
import { enrollmentApproval } from "../enrollments/approve-enrollment-request.ts";
import { transferApproval } from "../enrollments/approve-transfer-request.ts";
import { newAccountApproval } from "../family-accounts/approve-new-account.ts";
import { makeupApproval } from "../makeups/approve-makeup-request.ts";
import { erasureApproval } from "../own-data/approve-erasure.ts";
import type { Approval } from "./approval.ts";
import type { ActivityKind } from "./schemas.ts";

/** How each kind of request is carried out once staff have approved it. */
export const APPROVALS: Partial<Record<ActivityKind, Approval>> = {
  enrollment_request: enrollmentApproval,
  trial_request: enrollmentApproval,
  makeup_request: makeupApproval,
  transfer_request: transferApproval,
  drop_request: dropApproval,
  absence_request: absenceApproval,
  erase_request: erasureApproval,
  new_account: newAccountApproval,
};
