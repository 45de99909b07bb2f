import { createSignal, For, Show } from "solid-js";
import type { StudentsEnrollments } from "../../../worker/domains/enrollments/own-shapes.ts";
import type { OwnRequest } from "../../../worker/domains/online-activity/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { hasRole } from "../session.ts";
import { accountWords } from "../words/account.ts";
import { cardClass, shortDay } from "./parts.tsx";

/** What was asked of the school: what waits can be withdrawn, what was decided says how. */
export function RequestList(props: {
  requests: readonly OwnRequest[];
  students: readonly StudentsEnrollments[];
  onChange: () => void;
}) {
  const words = accountWords;
  const [busyId, setBusyId] = createSignal<string>();
  const child = (id: string | null) => props.students.find((student) => student.id === id)?.firstName;
  const what = (request: OwnRequest) =>
    [
      child(request.studentId),
      request.className,
      request.concernsOn === null ? null : words().onDay(shortDay(request.concernsOn)),
    ]
      .filter(Boolean)
      .join(" · ");
  async function withdraw({ id, version }: OwnRequest) {
    setBusyId(id);
    try {
      await api.post(`/requests/${id}/withdraw`, { version });
      showToast(words().withdrawn, { tone: "good" });
    } catch (cause) {
      showProblem(cause, words().failed);
    } finally {
      setBusyId(undefined);
      props.onChange();
    }
  }
  return (
    <Show when={props.requests.length > 0}>
      <section aria-labelledby="asked">
        <h2 id="asked" class="mb-2 text-md font-bold tracking-tight">
          {words().asked}
        </h2>
        <ul class={`${cardClass} divide-y divide-line`}>
          <For each={props.requests}>
            {(request) => (
              <li class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-4 py-3">
                <div class="min-w-0 flex-1 basis-56">
                  <p class="font-medium">{words().requestKinds[request.kind] ?? request.kind}</p>
                  <p class="text-sm text-ink-2">{what(request)}</p>
                  <Show when={request.decisionText}>
                    <p class="mt-1 text-sm text-ink-2">“{request.decisionText}”</p>
                  </Show>
                </div>
                <Show
                  when={words().requestStates[request.state]}
                  fallback={
                    <>
                      <Pill tone="warn">{words().waitsForSchool}</Pill>
                      <Show when={hasRole("payer")}>
                        <Button busy={busyId() === request.id} onClick={() => void withdraw(request)}>
                          {words().withdraw}
                        </Button>
                      </Show>
                    </>
                  }
                >
                  {(state) => <Pill tone={request.state === "approved" ? "good" : "plain"}>{state()}</Pill>}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
