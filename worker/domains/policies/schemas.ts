import * as z from "zod/mini";

// What families agree to: the school's policies, their texts, and who answered which text when.

export const policyKinds = ["family", "student", "photo", "transaction"] as const;
export type PolicyKind = (typeof policyKinds)[number];
export const policyMoments = ["one_time_payment", "recurring_payment", "refund"] as const;
export type PolicyMoment = (typeof policyMoments)[number];
export const policyAnswers = ["accepted", "rejected"] as const;
export type PolicyAnswer = (typeof policyAnswers)[number];
/** `past`: an earlier text was accepted, the present one was not answered. */
export type PolicyStatus = "accepted" | "past" | "rejected" | "none";

const id = z.string().check(z.minLength(5), z.maxLength(40));
const flag = (value: boolean) => z._default(z.boolean(), value);
const editable = {
  title: z
    .string()
    .check(z.trim(), z.minLength(1, "Enter a title"), z.maxLength(90, "At most 90 characters")),
  isRequired: flag(true),
  /** Families see it in their portal; otherwise it is answered on paper. */
  isPublic: flag(true),
  /** Families find a button to reject it; of what is optional they always do. */
  mayBeRejected: flag(false),
  /** Who accepted may take that back. */
  mayBeWithdrawn: flag(false),
  /** Of a transaction policy: the kind of payment at which it is shown. */
  shownFor: z._default(z.nullable(z.enum(policyMoments)), null),
  body: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "Enter the text that families agree to"),
      z.maxLength(20_000, "At most 20,000 characters"),
    ),
};
const fields = z.object({ kind: z.enum(policyKinds), ...editable });
type PolicyFields = z.infer<typeof fields>;

const momentFits = z.refine<PolicyFields>(
  ({ kind, shownFor }) => (kind === "transaction") === (shownFor !== null),
  { path: ["shownFor"], message: "Choose the payments at which it is shown" },
);
export const policyInput = fields.check(momentFits);
export type PolicyInput = z.infer<typeof policyInput>;
export const updatePolicyInput = z.object({ ...editable, version: z.int().check(z.positive()) });
export type UpdatePolicyInput = z.infer<typeof updatePolicyInput>;
export const policyOrderInput = z.object({ ids: z.array(id).check(z.maxLength(200)) });

const answer = z.object({
  policyId: id,
  /** The text that was read; when there is a newer one, nothing is saved. */
  versionId: id,
  studentId: z._default(z.nullable(id), null),
  answer: z.enum(policyAnswers),
});
export const answerPoliciesInput = z.object({
  answers: z.array(answer).check(z.minLength(1), z.maxLength(100)),
});
export type AnswerPoliciesInput = z.infer<typeof answerPoliciesInput>;
export type OneAnswer = z.infer<typeof answer>;

/** A policy as staff look after it. */
export interface PolicyRow extends PolicyInput {
  readonly id: string;
  readonly version: number;
  /** Of its present text. */
  readonly number: number;
  readonly textSince: number;
  readonly deletedAt: number | null;
}

export interface PolicyVersionText {
  readonly id: string;
  readonly number: number;
  readonly body: string;
  readonly createdAt: number;
}

/** Where one policy stands with a family or one of its students. */
export interface PolicyStanding {
  readonly policyId: string;
  readonly studentId: string | null;
  readonly studentName: string | null;
  readonly status: PolicyStatus;
  readonly answeredAt: number | null;
  readonly answeredBy: string | null;
}

/** A policy with its present text, as whoever answers it needs it. */
export interface PolicyToAnswer {
  readonly id: string;
  readonly kind: PolicyKind;
  readonly title: string;
  readonly isRequired: boolean;
  readonly isPublic: boolean;
  readonly mayBeRejected: boolean;
  readonly mayBeWithdrawn: boolean;
  readonly shownFor: PolicyMoment | null;
  readonly versionId: string;
  readonly number: number;
  readonly textSince: number;
  readonly body: string;
  readonly standings: readonly PolicyStanding[];
}

/** One answer that was given, with the number of the text it was given to. */
export interface PolicyHistoryEntry {
  readonly id: string;
  readonly policyTitle: string;
  readonly studentName: string | null;
  readonly answer: PolicyAnswer;
  readonly answeredAt: number;
  readonly answeredBy: string;
  readonly byStaff: boolean;
  readonly versionId: string;
  readonly number: number;
}

export interface PolicyHistory {
  readonly answers: readonly PolicyHistoryEntry[];
  /** The exact texts that were answered, by their ids. */
  readonly texts: Readonly<Record<string, string>>;
}

export interface FamilyPolicies {
  readonly policies: readonly PolicyToAnswer[];
  /** Who may answer for the family. */
  readonly responsible: readonly string[];
  readonly history: PolicyHistory;
}

export interface OfficeFamilyPolicies {
  readonly family: { readonly id: string; readonly name: string };
  readonly policies: readonly PolicyToAnswer[];
  readonly history: PolicyHistory;
}
