import { useNavigate, useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import type { FamilyPolicies } from "../../../worker/domains/policies/schemas.ts";
import { api } from "../../shared/api.ts";
import { toApiError } from "../../shared/api-error.ts";
import { createQuery } from "../../shared/query.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { FileTextIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { school } from "../portal.ts";
import { hasRole, me, refreshMe } from "../session.ts";
import { safeNext } from "../sign-in/safe-next.ts";
import { policyWords } from "../words/policies.ts";
import { AnsweredPolicy } from "./answered-policy.tsx";
import { createChoices, isDue, keyOf, questionsOf } from "./choices.ts";
import { PolicyHistory } from "./policy-history.tsx";
import { PolicyQuestion } from "./policy-question.tsx";

const PATH = "/policies";
type Sent = Parameters<ReturnType<typeof createChoices>["set"]>[1];

/** What the school asks families to agree to: first what is due, then everything to read again. */
export default function PoliciesPage() {
  const policies = createQuery<FamilyPolicies>(() => PATH);
  return (
    <div class="mx-auto max-w-2xl">
      <Switch>
        <Match when={policies.data()}>
          {(data) => <Policies data={data()} onChanged={policies.refetch} />}
        </Match>
        <Match when={policies.error()}>
          {(error) => <ErrorState title={policyWords().failed} error={error()} onRetry={policies.refetch} />}
        </Match>
        <Match when={policies.pending()}>
          <SkeletonRegion label={policyWords().loading} class="late flex flex-col gap-4 py-6">
            <For each={[220, 480, 440, 460]}>{(width) => <SkeletonText width={width} height={16} />}</For>
          </SkeletonRegion>
        </Match>
      </Switch>
    </div>
  );
}

function Policies(props: { data: FamilyPolicies; onChanged: () => void }) {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const choices = createChoices();
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const questions = createMemo(() => questionsOf(props.data.policies));
  const due = () => questions().filter(isDue);
  const asked = () =>
    props.data.policies.filter(({ id }) => questions().some(({ policy }) => policy.id === id));
  const mayAnswer = () => hasRole("payer");
  const isGate = () => (me()?.policiesDue ?? 0) > 0;
  let alert: HTMLDivElement | undefined;

  async function send(
    answers: readonly { policyId: string; versionId: string; studentId: string | null; answer: Sent }[],
  ) {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.post("/policies/answers", { answers });
      choices.clear();
      await refreshMe();
      props.onChanged();
      showToast(policyWords().saved, { tone: "good" });
      return true;
    } catch (cause) {
      const error = toApiError(cause);
      setProblem(error.code === "policy_changed" ? policyWords().changedMeanwhile : error.message);
      if (error.code === "policy_changed") {
        choices.clear();
        props.onChanged();
      }
      queueMicrotask(() => alert?.focus());
      return false;
    } finally {
      setBusy(false);
    }
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const missing = due().filter(({ standing }) => choices.of(keyOf(standing)) === undefined);
    if (missing.length > 0) {
      setProblem(policyWords().missing(missing.length));
      queueMicrotask(() => alert?.focus());
      return;
    }
    const wasGate = isGate();
    const answers = questions().flatMap(({ policy, standing }) => {
      const answer = choices.of(keyOf(standing));
      if (answer === undefined) return [];
      return [{ policyId: policy.id, versionId: policy.versionId, studentId: standing.studentId, answer }];
    });
    if ((await send(answers)) && wasGate && !isGate()) navigate(safeNext(params.next), { replace: true });
  }

  return (
    <>
      <PageTitle
        class="text-xl font-bold tracking-tight"
        title={isGate() ? policyWords().dueTitle : policyWords().title}
      />
      <div class="mt-1 mb-4 text-ink-2">
        <Switch>
          <Match when={isGate() && mayAnswer()}>
            <p>{policyWords().dueLead(school().account.displayName)}</p>
          </Match>
          <Match when={isGate()}>
            <Notice tone="warn">
              {props.data.responsible.length > 0
                ? policyWords().onlyOthers(
                    new Intl.ListFormat(document.documentElement.lang, { type: "disjunction" }).format(
                      props.data.responsible,
                    ),
                  )
                : policyWords().nobody}
            </Notice>
          </Match>
          <Match when={props.data.policies.length > 0}>
            <p>{policyWords().allDone}</p>
          </Match>
        </Switch>
      </div>
      <form class="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
        <For each={asked()}>
          {(policy) => (
            <PolicyQuestion
              policy={policy}
              standings={questions()
                .filter((one) => one.policy.id === policy.id)
                .map(({ standing }) => standing)}
              choices={choices}
              mayAnswer={mayAnswer()}
            />
          )}
        </For>
        <div ref={alert} role="alert" tabindex="-1" class="outline-none">
          <Show when={problem()}>
            {(text) => (
              <Notice tone="bad" isInLiveRegion>
                {text()}
              </Notice>
            )}
          </Show>
        </div>
        <Show when={mayAnswer() && (due().length > 0 || choices.count() > 0)}>
          <div>
            <Button type="submit" variant="primary" size="large" class="max-sm:w-full" busy={busy()}>
              {due().length > 0 ? policyWords().send : policyWords().save}
            </Button>
          </div>
        </Show>
      </form>
      <Show when={!isGate()}>
        <Show
          when={props.data.policies.length > 0}
          fallback={<EmptyState icon={FileTextIcon} title={policyWords().empty} />}
        >
          <ul class="mt-4 divide-y divide-line rounded-lg border border-line bg-sheet">
            <For each={props.data.policies.filter(({ id }) => !asked().some((one) => one.id === id))}>
              {(policy) => (
                <AnsweredPolicy
                  policy={policy}
                  mayAnswer={mayAnswer()}
                  busy={busy()}
                  onAnswer={(standing, answer) =>
                    void send([
                      {
                        policyId: policy.id,
                        versionId: policy.versionId,
                        studentId: standing.studentId,
                        answer,
                      },
                    ])
                  }
                />
              )}
            </For>
          </ul>
        </Show>
        <PolicyHistory history={props.data.history} />
      </Show>
    </>
  );
}
