import { For } from "solid-js";
import type { PolicyHistory } from "../../../../../worker/domains/policies/schemas.ts";
import { formats } from "../../../../shared/formats.ts";
import { PlainText } from "../../../../shared/ui/plain-text.tsx";

/** Every answer that was given, with the exact text it was given to. */
export function PolicyHistoryList(props: { history: PolicyHistory }) {
  return (
    <section>
      <h3 class="text-md font-bold tracking-tight">History</h3>
      <ol class="mt-2 border-t border-line">
        <For
          each={props.history.answers}
          fallback={<li class="py-3 text-ink-3">Nobody has answered a policy yet.</li>}
        >
          {(entry) => (
            <li class="border-b border-line">
              <details>
                <summary class="cursor-pointer py-2 [overflow-wrap:anywhere]">
                  {entry.answer === "accepted" ? "Accepted" : "Rejected"}: {entry.policyTitle}, version{" "}
                  {entry.number}
                  {entry.studentName ? `, for ${entry.studentName}` : ""}
                  <span class="block text-sm text-ink-3">
                    {formats().instant(entry.answeredAt, { dateStyle: "medium", timeStyle: "short" })}
                    {", "}
                    {entry.answeredBy}
                    {entry.byStaff ? ", for the family" : ""}
                  </span>
                </summary>
                <PlainText text={props.history.texts[entry.versionId] ?? ""} class="pb-3 text-ink-2" />
              </details>
            </li>
          )}
        </For>
      </ol>
    </section>
  );
}
