import { For, Show } from "solid-js";
import type {
  OfficeFamilyPolicies,
  PolicyAnswer,
  PolicyStanding,
  PolicyToAnswer,
} from "../../../../../worker/domains/policies/schemas.ts";
import type { Committed } from "../../../../../worker/kernel/committed.ts";
import { api } from "../../../../shared/api.ts";
import { formats } from "../../../../shared/formats.ts";
import { createQuery } from "../../../../shared/query.ts";
import { can } from "../../../../shared/session.ts";
import { showProblem } from "../../../../shared/toasts.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { PrinterIcon } from "../../../../shared/ui/icons.tsx";
import { Pill } from "../../../../shared/ui/pill.tsx";
import { announce } from "../../../audit/announce.ts";
import { statusPills } from "../../../settings/policies/policy-words.ts";
import { QueryStates } from "../../../settings/query-states.tsx";
import type { FamilyRoom } from "../family-room.ts";
import { PoliciesPaper } from "./policies-paper.tsx";
import { PolicyHistoryList } from "./policy-history-list.tsx";

/** Where a family and its students stand with every policy; staff enter here what was signed on paper. */
export default function PoliciesTab(props: { room: FamilyRoom }) {
  const path = () => `/policies/families/${props.room.page().family.id}`;
  const query = createQuery<OfficeFamilyPolicies>(path);
  const mayAnswer = () => can("answer_policies", "full");

  async function answer(policy: PolicyToAnswer, { studentId }: PolicyStanding, given: PolicyAnswer) {
    const one = { policyId: policy.id, versionId: policy.versionId, studentId, answer: given };
    try {
      const { change } = await api.post<{ change: Committed | null }>(`${path()}/answers`, {
        answers: [one],
      });
      announce(change, "/policies/families");
    } catch (cause) {
      showProblem(cause);
      query.refetch();
    }
  }

  return (
    <QueryStates query={query} label="policies">
      {(data) => (
        <>
          <div class="flex max-w-180 flex-col gap-6 print:hidden">
            <div class="flex flex-wrap items-center justify-between gap-2">
              <h2 class="sr-only">Policies</h2>
              <p class="text-ink-2">
                What was answered to which text. What is missing can be printed and signed.
              </p>
              <Button icon={PrinterIcon} onClick={() => window.print()}>
                Print
              </Button>
            </div>
            <ul class="border-t border-line">
              <For each={data().policies}>
                {(policy) => (
                  <li class="border-b border-line py-3">
                    <p class="font-semibold">
                      {policy.title} <span class="font-normal text-ink-3">version {policy.number}</span>
                    </p>
                    <For
                      each={policy.standings}
                      fallback={<p class="text-ink-3">There is no student to answer for.</p>}
                    >
                      {(standing) => (
                        <StandingRow
                          policy={policy}
                          standing={standing}
                          mayAnswer={mayAnswer()}
                          onAnswer={(given) => void answer(policy, standing, given)}
                        />
                      )}
                    </For>
                  </li>
                )}
              </For>
            </ul>
            <PolicyHistoryList history={data().history} />
          </div>
          <PoliciesPaper data={data()} />
        </>
      )}
    </QueryStates>
  );
}

function StandingRow(props: {
  policy: PolicyToAnswer;
  standing: PolicyStanding;
  mayAnswer: boolean;
  onAnswer: (answer: PolicyAnswer) => void;
}) {
  const pill = () => statusPills[props.standing.status];
  const about = () => [props.policy.title, props.standing.studentName].filter(Boolean).join(", ");
  return (
    <div class="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
      <span class="min-w-40 flex-1">
        <Show when={props.standing.studentName}>{(name) => <span class="mr-2">{name()}</span>}</Show>
        <Pill tone={pill().tone}>{pill().label}</Pill>
        <Show when={props.standing.answeredAt}>
          {(at) => (
            <span class="ml-2 text-sm text-ink-3">
              {formats().instant(at(), { dateStyle: "medium" })}, {props.standing.answeredBy}
            </span>
          )}
        </Show>
      </span>
      <Show when={props.mayAnswer}>
        <Show when={props.standing.status !== "accepted"}>
          <Button
            size="small"
            aria-label={`Accept for them: ${about()}`}
            onClick={() => props.onAnswer("accepted")}
          >
            Accept
          </Button>
        </Show>
        <Show when={props.standing.status !== "rejected"}>
          <Button
            size="small"
            aria-label={`Reject for them: ${about()}`}
            onClick={() => props.onAnswer("rejected")}
          >
            Reject
          </Button>
        </Show>
      </Show>
    </div>
  );
}
