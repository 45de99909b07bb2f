import { createSignal } from "solid-js";
import type {
  PolicyAnswer,
  PolicyStanding,
  PolicyToAnswer,
} from "../../../worker/domains/policies/schemas.ts";

export interface Question {
  readonly policy: PolicyToAnswer;
  readonly standing: PolicyStanding;
}

export const keyOf = ({ policyId, studentId }: Pick<PolicyStanding, "policyId" | "studentId">) =>
  `${policyId} ${studentId ?? ""}`;

/** Nothing else works before it is accepted. */
export const isDue = ({ policy, standing }: Question) => policy.isRequired && standing.status !== "accepted";

/** What waits for an answer, what is required first. Policies of payments are answered when somebody pays. */
export function questionsOf(policies: readonly PolicyToAnswer[]): Question[] {
  const questions = policies
    .filter(({ kind }) => kind !== "transaction")
    .flatMap((policy) => policy.standings.map((standing) => ({ policy, standing })));
  const open = questions.filter(
    (question) =>
      isDue(question) || question.standing.status === "none" || question.standing.status === "past",
  );
  return [...open.filter(isDue), ...open.filter((question) => !isDue(question))];
}

/** What has been chosen on the page, before it is sent. */
export function createChoices() {
  const [chosen, setChosen] = createSignal<ReadonlyMap<string, PolicyAnswer>>(new Map());
  return {
    of: (key: string) => chosen().get(key),
    set: (key: string, answer: PolicyAnswer | undefined) => {
      const next = new Map(chosen());
      if (answer === undefined) next.delete(key);
      else next.set(key, answer);
      setChosen(next);
    },
    clear: () => setChosen(new Map()),
    count: () => chosen().size,
  };
}
export type Choices = ReturnType<typeof createChoices>;
