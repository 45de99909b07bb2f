import { For, Show } from "solid-js";
import type { PolicyHistory as History } from "../../../worker/domains/policies/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { policyWords } from "../words/policies.ts";

/** Who answered which text when; the exact texts are kept for good. */
export function PolicyHistory(props: { history: History }) {
  return (
    <section class="mt-8">
      <h2 class="text-md font-bold tracking-tight">{policyWords().history}</h2>
      <p class="text-ink-2">{policyWords().historyLead}</p>
      <Show
        when={props.history.answers.length > 0}
        fallback={<p class="mt-3 text-ink-3">{policyWords().noHistory}</p>}
      >
        <ol class="mt-3 divide-y divide-line rounded-lg border border-line bg-sheet">
          <For each={props.history.answers}>
            {(entry) => (
              <li class="px-4 py-2 [overflow-wrap:anywhere]">
                <details>
                  <summary class="min-h-11 cursor-pointer py-1">
                    <span class="font-medium">
                      {entry.policyTitle}
                      <Show when={entry.studentName}>{(name) => <>{`, ${name()}`}</>}</Show>
                    </span>
                    <span class="block text-sm text-ink-2">
                      {entry.answer === "accepted"
                        ? policyWords().historyAccepted
                        : policyWords().historyRejected}
                      {" · "}
                      {formats().instant(entry.answeredAt, { dateStyle: "medium", timeStyle: "short" })}
                      {" · "}
                      {entry.answeredBy}
                      <Show when={entry.byStaff}> ({policyWords().byStaff})</Show>
                      {" · "}
                      {policyWords().historyVersion(entry.number)}
                    </span>
                  </summary>
                  <PlainText text={props.history.texts[entry.versionId] ?? ""} class="py-2 text-ink-2" />
                </details>
              </li>
            )}
          </For>
        </ol>
      </Show>
    </section>
  );
}
