import { For, Show } from "solid-js";
import type {
  PolicyAnswer,
  PolicyStanding,
  PolicyToAnswer,
} from "../../../worker/domains/policies/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { policyWords } from "../words/policies.ts";

interface AnsweredPolicyProps {
  readonly policy: PolicyToAnswer;
  readonly mayAnswer: boolean;
  readonly busy: boolean;
  readonly onAnswer: (standing: PolicyStanding, answer: PolicyAnswer) => void;
}

/** A policy to read again, with what was answered to it. */
export function AnsweredPolicy(props: AnsweredPolicyProps) {
  const { policy } = props;
  return (
    <li class="px-4 py-3">
      <h3 class="font-semibold [overflow-wrap:anywhere]">{policy.title}</h3>
      <Show
        when={policy.kind !== "transaction"}
        fallback={<p class="text-ink-2">{policyWords().atPayment}</p>}
      >
        <For each={policy.standings}>{(standing) => <Standing {...props} standing={standing} />}</For>
      </Show>
      <details class="group mt-1">
        <summary class="link flex min-h-11 cursor-pointer items-center">{policyWords().read}</summary>
        <p class="text-sm text-ink-3">
          {policyWords().textSince(
            policy.number,
            formats().instant(policy.textSince, { dateStyle: "medium" }),
          )}
        </p>
        <PlainText text={policy.body} class="mt-2 pb-2 text-ink-2" />
      </details>
    </li>
  );
}

function Standing(props: AnsweredPolicyProps & { standing: PolicyStanding }) {
  const words = () => {
    const { status, answeredAt, answeredBy } = props.standing;
    const date = formats().instant(answeredAt ?? 0, { dateStyle: "medium" });
    if (status === "accepted") return policyWords().accepted(date, answeredBy ?? "");
    if (status === "rejected") return policyWords().rejected(date, answeredBy ?? "");
    return status === "past" ? policyWords().past : policyWords().none;
  };
  /** The other answer, where the school lets the family change it here. */
  const other = (): PolicyAnswer | undefined => {
    if (!props.mayAnswer) return undefined;
    if (props.standing.status === "rejected") return "accepted";
    return props.standing.status === "accepted" && props.policy.mayBeWithdrawn ? "rejected" : undefined;
  };
  return (
    <div class="flex flex-wrap items-center justify-between gap-x-4">
      <p class="text-ink-2">
        <Show when={props.standing.studentName}>{(name) => <span class="text-ink">{name()}: </span>}</Show>
        {words()}
      </p>
      <Show when={other()}>
        {(answer) => (
          <Button busy={props.busy} onClick={() => props.onAnswer(props.standing, answer())}>
            {answer() === "accepted" ? policyWords().acceptNow : policyWords().withdraw}
          </Button>
        )}
      </Show>
    </div>
  );
}
