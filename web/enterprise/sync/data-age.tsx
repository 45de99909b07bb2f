import { createEffect, createSignal, For, onCleanup, Show } from "solid-js";
import type { AccountSync, SyncOverview } from "../../../worker/enterprise/sync/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { ClockIcon, RefreshCwIcon } from "../../shared/ui/icons.tsx";
import { Pill, type PillTone } from "../../shared/ui/pill.tsx";
import { Popover } from "../../shared/ui/popover.tsx";
import { age } from "./age.ts";

const POLL_MS = 1_500;
const phases: Record<AccountSync["phase"], { label: string; tone: PillTone }> = {
  never: { label: "Not read yet", tone: "warn" },
  waiting: { label: "Waiting", tone: "accent" },
  running: { label: "Reading", tone: "accent" },
  fresh: { label: "Read", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
};

const isUnderWay = ({ phase }: AccountSync) => phase === "waiting" || phase === "running";

/**
 * How old what this page shows is, account by account, and the way to have it read now. `onFresh` is called when accounts
 * have been read that were asked for.
 */
export function DataAge(props: { onFresh: () => void }) {
  const query = createQuery<SyncOverview>(() => "/sync", { staleMs: 30_000 });
  const accounts = () => query.data()?.accounts ?? [];
  const open = () => accounts().filter(isUnderWay).length;
  const [asked, setAsked] = createSignal(0);
  const [busy, setBusy] = createSignal(false);

  createEffect(() => {
    if (open() === 0) {
      if (asked() > 0) {
        setAsked(0);
        props.onFresh();
      }
      return;
    }
    const timer = setInterval(query.refetch, POLL_MS);
    onCleanup(() => clearInterval(timer));
  });

  async function refresh(accountId: string | null) {
    setBusy(true);
    try {
      const { accounts: count } = await api.post<{ accounts: number }>("/sync", { accountId });
      setAsked(count);
      query.refetch();
    } catch (cause) {
      showProblem(cause, "The figures could not be refreshed");
    } finally {
      setBusy(false);
    }
  }

  return (
    <Popover
      label="How old the data is"
      class="max-h-[70dvh] w-80 overflow-y-auto"
      triggerClass="inline-flex h-8 items-center gap-1.5 rounded-sm px-2 max-sm:-ml-2 text-ink-2 hover:bg-hover pointer-coarse:h-11"
      trigger={
        <>
          <ClockIcon class="text-ink-3" />
          <span aria-live="polite">{ageWords(query.data(), open(), asked())}</span>
        </>
      }
    >
      <div class="flex flex-col gap-2 p-3">
        <p class="text-sm text-pretty text-ink-2">
          Accounts are read once a day. What was changed in an account since then is not known here yet.
        </p>
        <Button icon={RefreshCwIcon} busy={busy()} onClick={() => void refresh(null)}>
          Refresh all accounts
        </Button>
        <ul class="divide-y divide-line border-t border-line">
          <For each={accounts()}>
            {(account) => (
              <li class="flex items-center gap-2 py-1.5">
                <div class="min-w-0 flex-1">
                  <p class="truncate">{account.name}</p>
                  <p class="text-xs text-pretty text-ink-3">{accountWords(account)}</p>
                </div>
                <Show when={account.phase !== "fresh"}>
                  <Pill tone={phases[account.phase].tone}>{phases[account.phase].label}</Pill>
                </Show>
                <IconButton
                  label={`Refresh ${account.name}`}
                  icon={RefreshCwIcon}
                  disabled={isUnderWay(account)}
                  onClick={() => void refresh(account.accountId)}
                />
              </li>
            )}
          </For>
        </ul>
      </div>
    </Popover>
  );
}

function ageWords(overview: SyncOverview | undefined, open: number, asked: number): string {
  if (!overview) return "Age of data";
  if (open > 0) {
    const total = Math.max(asked, open);
    return `Refreshing: ${formats().number(total - open)} of ${formats().number(total)}`;
  }
  if (overview.accounts.length === 0) return "No accounts";
  if (overview.oldestSyncedAt === null) return "Some accounts not read yet";
  return `Read ${age(overview.oldestSyncedAt)}`;
}

function accountWords({ syncedAt, error, phase, isBuilding, rowsDone }: AccountSync): string {
  const read = syncedAt === null ? "Never read" : `Read ${age(syncedAt)}`;
  if (phase === "running" && isBuilding)
    return `Reading everything: ${formats().number(rowsDone)} rows so far`;
  return error === null ? read : `${read}. ${error}`;
}
