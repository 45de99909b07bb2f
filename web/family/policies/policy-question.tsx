import { createUniqueId, For, Show } from "solid-js";
import type { PolicyStanding, PolicyToAnswer } from "../../../worker/domains/policies/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { policyWords } from "../words/policies.ts";
import { type Choices, keyOf } from "./choices.ts";

interface PolicyQuestionProps {
  readonly policy: PolicyToAnswer;
  readonly standings: readonly PolicyStanding[];
  readonly choices: Choices;
  readonly mayAnswer: boolean;
}

/** One policy with its whole text, and an answer for the family or for each of its children. */
export function PolicyQuestion(props: PolicyQuestionProps) {
  const { policy } = props;
  const id = createUniqueId();
  const isChoice = () => !policy.isRequired || policy.mayBeRejected;
  const label = (standing: PolicyStanding) =>
    standing.studentName
      ? policyWords().acceptFor(policy.title, standing.studentName)
      : policyWords().accept(policy.title);
  return (
    <section class="rounded-lg border border-line bg-sheet p-4 sm:p-5" aria-labelledby={id}>
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={id} class="text-md font-bold tracking-tight [overflow-wrap:anywhere]">
          {policy.title}
        </h2>
        <Pill tone={policy.isRequired ? "warn" : "plain"}>
          {policy.isRequired ? policyWords().required : policyWords().optional}
        </Pill>
      </div>
      <p class="mt-1 text-sm text-ink-3">
        {policyWords().textSince(policy.number, formats().instant(policy.textSince, { dateStyle: "medium" }))}
      </p>
      <Show when={props.standings.some(({ status }) => status === "past")}>
        <p class="mt-2 font-medium">{policyWords().past}</p>
      </Show>
      <PlainText text={policy.body} class="mt-3 text-ink-2" />
      <Show when={props.mayAnswer}>
        <div class="mt-4 flex flex-col gap-3 border-t border-line pt-3">
          <For each={props.standings}>
            {(standing) => (
              <Show
                when={isChoice()}
                fallback={
                  <label class="flex min-h-11 items-start gap-3 py-2 font-medium">
                    <input
                      type="checkbox"
                      class="check mt-1"
                      checked={props.choices.of(keyOf(standing)) === "accepted"}
                      onChange={(event) =>
                        props.choices.set(
                          keyOf(standing),
                          event.currentTarget.checked ? "accepted" : undefined,
                        )
                      }
                    />
                    <span class="[overflow-wrap:anywhere]">{label(standing)}</span>
                  </label>
                }
              >
                <AnswerChoice policy={policy} standing={standing} choices={props.choices} />
              </Show>
            )}
          </For>
        </div>
      </Show>
    </section>
  );
}

function AnswerChoice(props: { policy: PolicyToAnswer; standing: PolicyStanding; choices: Choices }) {
  const key = keyOf(props.standing);
  const options = () =>
    [
      { answer: "accepted", label: policyWords().yes },
      { answer: "rejected", label: policyWords().no },
    ] as const;
  return (
    <fieldset>
      <legend class="font-medium [overflow-wrap:anywhere]">
        {props.standing.studentName
          ? policyWords().forStudent(props.standing.studentName)
          : props.policy.title}
      </legend>
      <div class="flex flex-wrap gap-x-6">
        <For each={options()}>
          {(option) => (
            <label class="flex min-h-11 items-center gap-3">
              <input
                type="radio"
                class="size-5 accent-accent"
                name={key}
                checked={props.choices.of(key) === option.answer}
                onChange={() => props.choices.set(key, option.answer)}
              />
              {option.label}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
