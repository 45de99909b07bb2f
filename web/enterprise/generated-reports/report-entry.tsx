import { createUniqueId, Show } from "solid-js";
import type { GeneratedReport } from "../../../worker/enterprise/generated-reports/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { ChevronDownIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { ProgressTrack } from "../../shared/ui/progress-bar.tsx";
import { ReportAccounts } from "./report-accounts.tsx";
import { accountsWord, progressOf } from "./report-words.ts";

type ReportEntryProps = { report: GeneratedReport; isOpen: boolean; onToggle: () => void };

/** One report: what was asked, by whom and how far it is; opened, its accounts and files. */
export function ReportEntry(props: ReportEntryProps) {
  const id = createUniqueId();
  const report = () => props.report;
  const progress = () => progressOf(report());
  return (
    <li>
      <button
        type="button"
        class="flex w-full items-start gap-3 px-4 py-3 text-left hover:bg-hover sm:px-5"
        aria-expanded={props.isOpen}
        aria-controls={props.isOpen ? id : undefined}
        onClick={props.onToggle}
      >
        <ChevronDownIcon
          class={`mt-0.75 text-ink-3 transition-transform ${props.isOpen ? "" : "-rotate-90"}`}
        />
        <span class="min-w-0 flex-1">
          <span class="flex flex-wrap items-baseline gap-x-2">
            <span class="font-semibold">{report().name}</span>
            <span class="text-ink-3 tabular-nums">{report().code}</span>
            <Show when={report().isForAdmins}>
              <Pill>For Admins</Pill>
            </Show>
          </span>
          <span class={`text-ink-2 ${props.isOpen ? "block" : "line-clamp-2"}`}>
            {report().asked.join(" · ")}
          </span>
          <span class="block text-sm text-ink-3">
            {formats().instant(report().createdAt)} by {report().userName}
            {report().groupName ? `, ${report().groupName}` : ""}
          </span>
        </span>
        <Standing report={report()} />
      </button>
      <Show when={progress().over < progress().total && !report().isExpired}>
        <ProgressTrack label={`${report().name}: accounts`} done={progress().over} total={progress().total} />
      </Show>
      <Show when={props.isOpen}>
        <div id={id} class="border-t border-line bg-sunken/50 px-4 py-4 sm:px-5">
          <ReportAccounts report={report()} />
        </div>
      </Show>
    </li>
  );
}

function Standing(props: { report: GeneratedReport }) {
  const progress = () => progressOf(props.report);
  return (
    <span class="flex flex-none flex-col items-end gap-1 text-sm text-ink-3 tabular-nums">
      <Show when={!props.report.isExpired} fallback={<Pill>No longer kept</Pill>}>
        <Show
          when={progress().over === progress().total}
          fallback={`${progress().over} of ${accountsWord(progress().total)}`}
        >
          {accountsWord(progress().total)}
        </Show>
        <Show when={props.report.counts.failed > 0}>
          <Pill tone="bad">{props.report.counts.failed} failed</Pill>
        </Show>
      </Show>
    </span>
  );
}
