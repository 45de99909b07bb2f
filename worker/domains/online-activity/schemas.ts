import * as z from "zod/mini";

/** What families do and ask for, as staff are told of it. */
export const activityKinds = [
  "enrollment",
  "enrollment_request",
  "trial",
  "trial_request",
  "makeup",
  "makeup_request",
  "waitlist",
  "offer_accepted",
  "offer_declined",
  "transfer_request",
  "drop",
  "drop_request",
  "absence",
  "absence_request",
  "payment",
  "autopay",
  "new_account",
  "student_added",
  "profile_changed",
  "policy_answer",
  "opt_out",
  "erase_request",
] as const;
export type ActivityKind = (typeof activityKinds)[number];
export const activityKind = z.enum(activityKinds);
