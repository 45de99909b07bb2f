import type { PolicyKind, PolicyMoment, PolicyStatus } from "../../../../worker/domains/policies/schemas.ts";
import type { PillTone } from "../../../shared/ui/pill.tsx";

export const kindOptions = [
  { value: "family", label: "For the family" },
  { value: "student", label: "For each student" },
  { value: "photo", label: "Photo consent, for each student" },
  { value: "transaction", label: "At a payment" },
] as const satisfies readonly { value: PolicyKind; label: string }[];

export const momentOptions = [
  { value: "one_time_payment", label: "Paying once" },
  { value: "recurring_payment", label: "Switching autopay on" },
  { value: "refund", label: "Refunds and cancellations" },
] as const satisfies readonly { value: PolicyMoment; label: string }[];

export const labelOf = (options: readonly { value: string; label: string }[], value: string | null) =>
  options.find((option) => option.value === value)?.label ?? "";

export const statusPills: Record<PolicyStatus, { label: string; tone: PillTone }> = {
  accepted: { label: "Accepted", tone: "good" },
  past: { label: "Accepted a past version", tone: "warn" },
  rejected: { label: "Rejected", tone: "bad" },
  none: { label: "No response", tone: "plain" },
};
