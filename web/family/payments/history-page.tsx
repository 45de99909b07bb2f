import { createEffect, createSignal, For, Match, Show, Switch } from "solid-js";
import type { FamilyLedger, LedgerEntry } from "../../../worker/domains/ledger/shapes.ts";
import type { Paper } from "../../../worker/domains/papers/shapes.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { DownloadIcon, HistoryIcon } from "../../shared/ui/icons.tsx";
import { AccountPage } from "../account/parts.tsx";
import { apiBase } from "../account.ts";
import { dayText } from "../booking/class-text.ts";
import { paymentWords } from "../words/payments.ts";
import { LineName } from "./line-name.tsx";
import { MoneyTabs } from "./money-tabs.tsx";
import { StoryLines } from "./story-lines.tsx";

/** Charges, payments and credits, newest first, with the balance after each. */
export default function HistoryPage() {
  const first = createQuery<FamilyLedger>(() => "/payments/history");
  const [pages, setPages] = createSignal<readonly FamilyLedger[]>([]);
  const [busy, setBusy] = createSignal(false);
  const words = paymentWords;
  createEffect(() => first.data() && setPages([first.data()!]));
  const entries = () => pages().flatMap((page) => page.entries);
  const cursor = () => pages().at(-1)?.nextCursor ?? null;
  async function more() {
    setBusy(true);
    try {
      const path = `/payments/history?cursor=${encodeURIComponent(cursor() ?? "")}`;
      const page = await api.get<FamilyLedger>(path);
      setPages((seen) => [...seen, page]);
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }
  return (
    <AccountPage title={words().history}>
      <MoneyTabs />
      <div class="flex flex-col gap-4">
        <a
          class="link inline-flex min-h-11 items-center gap-2 self-start"
          href={`${apiBase}/payments/statement/pdf`}
          download=""
        >
          <DownloadIcon />
          {words().statement}
        </a>
        <Switch>
          <Match when={first.error() && !first.data()}>
            <ErrorState error={first.error()!} onRetry={first.refetch} />
          </Match>
          <Match when={first.data()?.entries.length === 0}>
            <EmptyState icon={HistoryIcon} title={words().noHistory} />
          </Match>
          <Match when={first.data()}>
            <ul class="divide-y divide-line rounded-lg border border-line bg-sheet">
              <For each={entries()}>{(entry) => <Entry entry={entry} />}</For>
            </ul>
            <Show when={cursor()}>
              <Button busy={busy()} onClick={() => void more()}>
                {words().more}
              </Button>
            </Show>
          </Match>
        </Switch>
      </div>
    </AccountPage>
  );
}

function Entry(props: { entry: LedgerEntry }) {
  const words = paymentWords;
  const [paper, setPaper] = createSignal<Paper>();
  const isPaper = () =>
    props.entry.act === "charge" || props.entry.act === "payment" || props.entry.act === "credit";
  const act = () => (props.entry.act === "return" ? words().returned : words().acts[props.entry.kind]);
  async function open(isOpen: boolean) {
    if (!isOpen || paper() || !isPaper()) return;
    try {
      setPaper(await api.get<Paper>(`/payments/papers/${props.entry.document.id}`));
    } catch (cause) {
      showProblem(cause);
    }
  }
  return (
    <li class="px-4 py-3">
      <p class="flex items-start justify-between gap-3">
        <span class="min-w-0">
          <span class="block font-medium [overflow-wrap:anywhere]">{words().title(props.entry.title)}</span>
          <span class="text-sm text-ink-3">
            {act()} {props.entry.document.number} · {dayText(props.entry.effectiveOn)}
          </span>
          <Show when={props.entry.act === "payment" && props.entry.status === "pending"}>
            <span class="block text-sm text-ink-3">{words().onItsWay}</span>
          </Show>
          <Show when={props.entry.reason}>
            {(reason) => <span class="block text-sm text-ink-2">{reason()}</span>}
          </Show>
        </span>
        <span class="flex-none text-right">
          <span class={`block font-semibold tabular-nums ${props.entry.amountMinor < 0 ? "text-good" : ""}`}>
            {formats().money(props.entry.amountMinor)}
          </span>
          <span class="text-sm text-ink-3 tabular-nums">
            {words().balanceAfter(formats().balance(props.entry.balanceMinor))}
          </span>
        </span>
      </p>
      <Show when={isPaper()}>
        <details onToggle={(event) => void open(event.currentTarget.open)}>
          <summary class="link min-h-11 cursor-pointer py-2.5">{words().details}</summary>
          <Show when={paper()}>{(found) => <PaperLines paper={found()} />}</Show>
        </details>
      </Show>
    </li>
  );
}

function PaperLines(props: { paper: Paper }) {
  return (
    <div class="flex flex-col gap-1 pb-1">
      <For each={props.paper.lines}>
        {(line) => (
          <div>
            <p class="flex justify-between gap-3">
              <LineName line={line} />
              <span class="tabular-nums">{formats().money(line.paidMinor ?? line.totalMinor)}</span>
            </p>
            <Show when={line.story}>{(story) => <StoryLines story={story()} />}</Show>
          </div>
        )}
      </For>
      <Show when={props.paper.kind !== "charge"}>
        <a
          class="link inline-flex min-h-11 items-center gap-2 self-start"
          href={`${apiBase}/payments/papers/${props.paper.id}/pdf`}
          download=""
        >
          <DownloadIcon />
          {paymentWords().receipt(props.paper.number)}
        </a>
      </Show>
    </div>
  );
}
