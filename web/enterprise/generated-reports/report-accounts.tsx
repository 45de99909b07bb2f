import { createEffect, createSignal, For, on, Show } from "solid-js";
import type {
  GeneratedAccount,
  GeneratedReport,
  GeneratedReportDetail,
} from "../../../worker/enterprise/generated-reports/schemas.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { stableRows } from "../../shared/stable-rows.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { buttonClass } from "../../shared/ui/button-class.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { DownloadIcon, RefreshCwIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { withParams } from "../../shared/url-state.ts";
import { enterAccount, wantsNewTab } from "../enter-account.ts";
import { accountsWord, stateOf } from "./report-words.ts";

/** The files over all accounts, and what became of the report in each of them. */
export function ReportAccounts(props: { report: GeneratedReport }) {
  const path = () => `/generated-reports/${props.report.id}`;
  const detail = createQuery<GeneratedReportDetail>(path, { keepPrevious: true, staleMs: 0 });
  const accounts = stableRows(() => detail.data()?.accounts ?? [], "accountId");
  // The list above asks again while something is under way; what it learns is asked for here too.
  createEffect(
    on(() => JSON.stringify([props.report.counts, props.report.files]), detail.refetch, { defer: true }),
  );
  return (
    <Show
      when={detail.data()}
      fallback={
        <Show
          when={detail.error()}
          fallback={
            <SkeletonRegion label="the accounts" class="late">
              <SkeletonText width={360} />
            </SkeletonRegion>
          }
        >
          {(error) => <ErrorState error={error()} onRetry={detail.refetch} />}
        </Show>
      }
    >
      {(data) => (
        <>
          <Files report={data()} />
          <ul class="surface divide-y divide-line" aria-label="Accounts">
            <For each={accounts()}>{(account) => <AccountLine report={data()} account={account} />}</For>
          </ul>
          <Show when={data().hiddenAccounts > 0}>
            <p class="pt-2 text-sm text-ink-3">
              It was also run in {accountsWord(data().hiddenAccounts)} in which you may not see it.
            </p>
          </Show>
        </>
      )}
    </Show>
  );
}

function Files(props: { report: GeneratedReportDetail }) {
  const href = (kind: "workbook" | "zip") =>
    `/api/enterprise/generated-reports/${props.report.id}/file?kind=${kind}`;
  const says = () => {
    if (props.report.isExpired)
      return "Results are kept for 30 days, and these are older. Generate the report again.";
    if (props.report.hiddenAccounts > 0)
      return "The files over all accounts also hold some in which you may not see this report.";
    if (props.report.files === "working")
      return "One workbook and a zip follow as soon as every account is through.";
    return "";
  };
  const isOffered = () =>
    props.report.files === "ready" && props.report.hiddenAccounts === 0 && !props.report.isExpired;
  return (
    <div class="flex flex-wrap items-center gap-2 pb-3">
      <Show when={isOffered()} fallback={<p class="text-ink-2">{says()}</p>}>
        <a class={buttonClass({ variant: "primary" })} href={href("workbook")} download="" rel="external">
          <DownloadIcon />
          One workbook
        </a>
        <a class={buttonClass({})} href={href("zip")} download="" rel="external">
          <DownloadIcon />
          All files as a zip
        </a>
        <p class="text-sm text-ink-3">
          Kept until {formats().instant(props.report.expiresAt, { dateStyle: "medium" })}
        </p>
      </Show>
    </div>
  );
}

function AccountLine(props: { report: GeneratedReportDetail; account: GeneratedAccount }) {
  const account = () => props.account;
  const [busy, setBusy] = createSignal(false);
  async function retry() {
    setBusy(true);
    try {
      await api.post(`/generated-reports/${props.report.id}/accounts/${account().accountId}/retry`);
      invalidate("/generated-reports");
    } catch (cause) {
      showProblem(cause, "It could not be tried again");
    } finally {
      setBusy(false);
    }
  }
  return (
    <li class="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2.5">
      <span class="min-w-0 flex-1 basis-36">
        <span class="flex flex-wrap items-center gap-x-2">
          <span class="font-medium">{account().accountName}</span>
          <Pill tone={stateOf(account().state).tone} dot>
            {stateOf(account().state).label}
          </Pill>
        </span>
        <Show when={account().state === "done" && account().rowCount !== null}>
          <span class="block text-sm text-ink-3 tabular-nums">
            {formats().number(account().rowCount ?? 0)} {account().rowCount === 1 ? "row" : "rows"}
          </span>
        </Show>
        <Show when={account().error}>
          <span class="block text-sm text-ink-2">{account().error}</span>
        </Show>
      </span>
      <Show when={!props.report.isExpired && account().state === "done" && account().path}>
        {(path) => (
          <Button
            size="small"
            icon={DownloadIcon}
            aria-label={`Download from ${account().accountName}`}
            onClick={(event) =>
              void enterAccount(
                account().accountId,
                withParams(path(), { download: "xlsx" }),
                wantsNewTab(event),
              )
            }
          >
            Download
          </Button>
        )}
      </Show>
      <Show when={!props.report.isExpired && account().state === "failed"}>
        <Button
          size="small"
          icon={RefreshCwIcon}
          busy={busy()}
          aria-label={`Try ${account().accountName} again`}
          onClick={() => void retry()}
        >
          Try again
        </Button>
      </Show>
    </li>
  );
}
