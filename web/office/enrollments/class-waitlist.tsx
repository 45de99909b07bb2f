import { For, Match, Show, Switch } from "solid-js";
import type { ClassRoster } from "../../../worker/domains/enrollments/shapes.ts";
import type { WaitRow } from "../../../worker/domains/waitlist/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { stableRows } from "../../shared/stable-rows.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ClockIcon, PlusIcon } from "../../shared/ui/icons.tsx";
import { classRosterPath } from "./calls.ts";
import { openEnroll } from "./opening.ts";
import { PlacesList } from "./places-list.tsx";
import { RosterSkeleton } from "./roster-skeleton.tsx";
import { createQueueOrder } from "./waitlist/queue-order.ts";
import { ReasonDialog } from "./waitlist/reason-dialog.tsx";
import { createWaitActs } from "./waitlist/wait-acts.ts";
import { WaitRowView } from "./waitlist/wait-row.tsx";

/** Who waits for a class, in the order in which they are served. */
export default function ClassWaitlist(props: { classId: string }) {
  const roster = createQuery<ClassRoster>(() => classRosterPath(props.classId));
  return (
    <Switch>
      <Match when={roster.data()}>{(data) => <Queue roster={data()} />}</Match>
      <Match when={roster.error()}>
        {(error) => (
          <ErrorState error={error()} title="The waitlist could not be loaded" onRetry={roster.refetch} />
        )}
      </Match>
      <Match when={roster.pending()}>
        <RosterSkeleton label="the waitlist" />
      </Match>
    </Switch>
  );
}

function Queue(props: { roster: ClassRoster }) {
  const acts = createWaitActs(() => props.roster.future);
  const rows = stableRows<WaitRow>(() => props.roster.waiting, "id");
  const order = createQueueOrder(rows, acts.ask);
  return (
    <Show when={rows().length > 0} fallback={<NobodyWaits roster={props.roster} />}>
      <div class="flex max-w-5xl flex-col gap-4">
        <PlacesList slots={props.roster.slots} />
        <Show when={can("enrollments", "full") && order.queue().length > 1}>
          <p class="text-sm text-ink-3" data-no-print>
            Served from the top.{" "}
            <span class="pointer-coarse:hidden">
              Drag an entry, or focus it and press Alt with ↑ or ↓, to change the order; a reason is asked
              for.
            </span>
            <span class="hidden pointer-coarse:inline">
              The menu of an entry moves it up or down; a reason is asked for.
            </span>
          </p>
        </Show>
        <ol class="flex flex-col border-t border-line">
          <For each={rows()}>
            {(row) => (
              <li
                tabindex="0"
                class="flex border-b border-line py-2 -outline-offset-2"
                classList={{ "shadow-[inset_0_2px_0_var(--accent)]": order.isOver(row) }}
                onKeyDown={(event) => order.onKey(event, row)}
                onDragOver={(event) => order.onDragOver(event, row)}
                onDrop={(event) => order.onDrop(event, row)}
              >
                <WaitRowView
                  row={row}
                  acts={acts}
                  onStep={row.wait?.position == null ? undefined : (by) => order.step(row, by)}
                  isDragged={order.isDragged(row)}
                  onDrag={(event) => order.onDrag(event, row)}
                  onDragEnd={order.onDragEnd}
                />
              </li>
            )}
          </For>
        </ol>
      </div>
      <Show when={acts.asked()} keyed>
        {(asked) => <ReasonDialog asked={asked} onClose={acts.stopAsking} />}
      </Show>
    </Show>
  );
}

function NobodyWaits(props: { roster: ClassRoster }) {
  return (
    <EmptyState
      icon={ClockIcon}
      title="Nobody waits for this class"
      action={
        <Show when={can("enrollments", "full")}>
          <Button icon={PlusIcon} onClick={() => openEnroll({ classId: props.roster.classId })}>
            Enroll a student
          </Button>
        </Show>
      }
    >
      When the class is full, whoever is to be enrolled joins here. A place that becomes free is kept for the
      first in turn.
    </EmptyState>
  );
}
