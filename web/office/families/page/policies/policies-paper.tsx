import { For, Show } from "solid-js";
import type {
  OfficeFamilyPolicies,
  PolicyStanding,
  PolicyToAnswer,
} from "../../../../../worker/domains/policies/schemas.ts";
import { formats } from "../../../../shared/formats.ts";
import { me } from "../../../../shared/session.ts";
import { PlainText } from "../../../../shared/ui/plain-text.tsx";

/** On paper only: every policy with its text, what was answered, and a line to sign where nothing was. */
export function PoliciesPaper(props: { data: OfficeFamilyPolicies }) {
  return (
    <div class="hidden print:block">
      <h2 class="text-lg font-bold">
        {me()?.account.displayName}: policies for the family {props.data.family.name}
      </h2>
      <For each={props.data.policies}>
        {(policy) => (
          <section class="mt-6">
            <h3 class="break-after-avoid text-md font-bold">
              {policy.title} (version {policy.number})
            </h3>
            <PlainText text={policy.body} class="mt-1" />
            <For each={policy.standings}>
              {(standing) => <SignatureLine policy={policy} standing={standing} />}
            </For>
          </section>
        )}
      </For>
    </div>
  );
}

function SignatureLine(props: { policy: PolicyToAnswer; standing: PolicyStanding }) {
  const isAnswered = () => props.standing.status === "accepted" || props.standing.status === "rejected";
  return (
    <div class="mt-4 break-inside-avoid">
      <Show when={props.standing.studentName}>{(name) => <p class="font-semibold">{name()}</p>}</Show>
      <Show
        when={isAnswered()}
        fallback={
          <div class="mt-8 grid grid-cols-[2fr_1fr] gap-8">
            <p class="border-t border-ink pt-1 text-sm">Signature of a parent or guardian</p>
            <p class="border-t border-ink pt-1 text-sm">Date</p>
          </div>
        }
      >
        <p class="text-sm">
          {props.standing.status === "accepted" ? "Accepted" : "Rejected"} by {props.standing.answeredBy},{" "}
          {formats().instant(props.standing.answeredAt ?? 0, { dateStyle: "long", timeStyle: "short" })}
        </p>
      </Show>
    </div>
  );
}
