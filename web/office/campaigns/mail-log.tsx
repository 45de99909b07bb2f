import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { MailLogRow } from "../../../worker/domains/communication/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createPages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { MailIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { ExportButton } from "../exports/export-button.tsx";

const states: Record<string, { label: string; tone: "good" | "bad" | "plain" }> = {
  sent: { label: "Sent", tone: "good" },
  delivered: { label: "Delivered", tone: "good" },
  bounced: { label: "Bounced", tone: "bad" },
  rejected: { label: "Refused", tone: "bad" },
};

/** Receipts, confirmations, codes: every mail that is none of a campaign. What they said is on the family's page. */
export function MailLog() {
  const pages = createPages<MailLogRow>(() => "/communication/mails");
  return (
    <>
      <Show when={can("export") && pages.rows().length > 0}>
        <div class="flex justify-end px-4 pt-3 sm:px-6">
          <ExportButton
            file="mails.csv"
            filter={{}}
            label="Export CSV: mails of two years"
            short="Export CSV"
          />
        </div>
      </Show>
      <Show when={pages.error() && pages.rows().length === 0 && pages.error()}>
        {(error) => <ErrorState error={error()} onRetry={pages.refetch} />}
      </Show>
      <Show when={!pages.pending() && !pages.error() && pages.rows().length === 0}>
        <EmptyState icon={MailIcon} title="No mail yet">
          Confirmations, receipts and codes are listed here once they were sent.
        </EmptyState>
      </Show>
      <ul class="mx-4 mt-1 sm:mx-6">
        <For each={pages.rows()}>
          {(row) => (
            <li class="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 border-b border-line py-2">
              <span class="min-w-0 truncate font-semibold">{row.subject}</span>
              <span class="justify-self-end">
                <Pill tone={states[row.state]?.tone ?? "plain"}>{states[row.state]?.label ?? row.state}</Pill>
              </span>
              <span class="min-w-0 truncate text-sm text-ink-3">
                <Show when={row.familyId} fallback={row.address}>
                  {(id) => (
                    <A class="link" href={`/families/${id()}?tab=communication`}>
                      {row.familyName}
                    </A>
                  )}
                </Show>
                <Show when={row.via === "push"}> · pushed to their device</Show>
                <Show when={row.why}> · {row.why}</Show>
              </span>
              <span class="text-right text-sm whitespace-nowrap text-ink-3 tabular-nums">
                {formats().instant(row.sentAt, { dateStyle: "medium", timeStyle: "short" })}
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={pages.hasMore()}>
        <div class="px-4 py-3 sm:px-6">
          <Button busy={pages.loadingMore()} onClick={pages.loadMore}>
            Show more
          </Button>
        </div>
      </Show>
    </>
  );
}
