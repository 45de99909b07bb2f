import { A } from "@solidjs/router";
import { createMemo, createSignal, For, Show } from "solid-js";
import type {
  RunRows as RowsAnswer,
  RunDetail,
  RunRow,
} from "../../../worker/domains/billing-runs/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createPages, type Page } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { useParam, useQuickParam } from "../../shared/url-state.ts";
import { runRowsPath } from "./calls.ts";
import { phaseOf, rowColumns } from "./row-columns.tsx";
import type { RunWork } from "./run-work.ts";

export type ListedRow = RunRow & { readonly id: string };

const toPage = (answer: RowsAnswer): Page<ListedRow> => ({
  rows: answer.rows.map((row) => ({ ...row, id: String(row.position) })),
  nextCursor: answer.nextCursor,
  total: null,
});

/** Every line of the run, with a tick box while it can still be taken out. */
export function RunRows(props: { work: RunWork; run: RunDetail }) {
  const [difference] = useParam("difference");
  const [q] = useQuickParam("q");
  const [peeked, setPeeked] = createSignal<string>();
  const pages = createPages<ListedRow>(
    () => runRowsPath(props.run.id, { difference: (difference() ?? "") as never, q: q() ?? "" }),
    toPage as never,
  );
  const canChange = () =>
    props.run.state === "previewed" || (props.run.state === "waiting" && props.run.automationName !== null);
  const mayTick = () => canChange() && can("transactions", "full");
  async function tick(row: ListedRow, isTicked: boolean) {
    const back = pages.patchRows((rows) =>
      rows.map((one) => (one.id === row.id ? { ...one, isTicked } : one)),
    );
    if (!(await props.work.tick({ positions: [row.position] }, isTicked))) back();
  }
  // Asked again and again while a run is under way: the columns change only with what they show.
  const kind = createMemo(() => props.run.kind);
  const phase = createMemo(() => phaseOf(props.run));
  const columns = createMemo(() =>
    rowColumns({
      kind: kind(),
      phase: phase(),
      mayTick,
      onTick: (one, isTicked) => void tick(one, isTicked),
    }),
  );
  const row = () => pages.rows().find((one) => one.id === peeked());
  return (
    <>
      <VirtualTable
        label="Lines"
        pages={pages}
        columns={columns()}
        rowId={(one) => one.id}
        rowName={(one) => `${one.familyName}, ${one.label}`}
        peekId={peeked()}
        onPeek={setPeeked}
        empty={<EmptyState title="No line is like this">Take the filter away to see the others.</EmptyState>}
      />
      <Show when={row()}>
        {(one) => <RowDrawer run={props.run} row={one()} onClose={() => setPeeked(undefined)} />}
      </Show>
    </>
  );
}

type Fact = readonly [term: string, detail: string];

/** What a line says, as its kind of run means it. */
function factsOf({ kind }: RunDetail, { amountMinor, wasMinor, shown }: ListedRow): Fact[] {
  const { money, date } = formats();
  const day = (term: string, on: string | undefined): Fact[] => (on === undefined ? [] : [[term, date(on)]]);
  const owed: Fact[] = shown?.owedMinor === undefined ? [] : [["The family owes", money(shown.owedMinor)]];
  const mail: Fact[] = shown?.email === undefined ? [] : [["Goes to", shown.email]];
  const amountTerm = { drops: "Of this class", statements: "Owes" }[kind as string] ?? "Now";
  const wasTerm = kind === "anniversary" ? "Last time" : "The month before";
  return [
    ...owed,
    ...day("Overdue since", shown?.since),
    ...mail,
    [amountTerm, money(amountMinor)],
    ...(wasMinor === null ? [] : [[wasTerm, money(wasMinor)] as const]),
    ...day("Falls due", shown?.dueOn),
    ...day("Last day in class", shown?.lastDayOn),
  ];
}

/** Why a line is what it is. */
function RowDrawer(props: { run: RunDetail; row: ListedRow; onClose: () => void }) {
  return (
    <Drawer open onClose={props.onClose} title={props.row.label} description={props.row.familyName}>
      <div class="flex flex-col gap-4">
        <dl class="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1">
          <For each={factsOf(props.run, props.row)}>
            {([term, detail]) => (
              <>
                <dt class="text-ink-2">{term}</dt>
                <dd class="text-right tabular-nums">{detail}</dd>
              </>
            )}
          </For>
        </dl>
        <Show when={props.row.shown?.why}>{(why) => <p class="text-ink-2">{why()}</p>}</Show>
        <Show when={props.row.explanation.length > 0}>
          <section>
            <h3 class="pb-1 font-semibold">How this price came about</h3>
            <ol class="flex flex-col gap-1 text-ink-2">
              <For each={props.row.explanation}>{(step) => <li>{step}</li>}</For>
            </ol>
          </section>
        </Show>
        <Show when={props.row.problem}>{(problem) => <p class="text-bad">{problem()}</p>}</Show>
        <p>
          <A href={`/families/${props.row.familyId}`} class="link">
            Open the family
          </A>
        </p>
      </div>
    </Drawer>
  );
}
