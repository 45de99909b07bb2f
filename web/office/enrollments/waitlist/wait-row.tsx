import { Show } from "solid-js";
import type { WaitRow } from "../../../../worker/domains/waitlist/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EllipsisIcon, GripVerticalIcon, UsersIcon } from "../../../shared/ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../../shared/ui/menu.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { FamilyLink } from "../family-link.tsx";
import { slotsText, waitLabel, waitTones } from "../words.ts";
import { TimeLeft } from "./time-left.tsx";
import type { WaitActs } from "./wait-acts.ts";

type WaitRowProps = {
  row: WaitRow;
  acts: WaitActs;
  /** Undefined where the order cannot be changed. */
  onStep?: (step: number) => void;
  isDragged: boolean;
  onDrag: (event: DragEvent) => void;
  onDragEnd: () => void;
};

/** One who waits: the turn, the standing, and what can be done next. */
export function WaitRowView(props: WaitRowProps) {
  const wait = () => props.row.wait!;
  const mayServe = () => can("enrollments", "full");
  return (
    <div
      class="flex min-w-0 flex-1 items-center gap-x-3 gap-y-1 max-sm:grid max-sm:grid-cols-[1.5rem_minmax(0,1fr)_auto] max-sm:items-start"
      classList={{ "opacity-50": props.isDragged }}
    >
      <span class="flex flex-none items-center gap-1 sm:w-11">
        <Show when={mayServe() && props.onStep} fallback={<span class="w-4 max-sm:hidden" />}>
          <span
            aria-hidden="true"
            class="cursor-grab text-ink-3 pointer-coarse:hidden"
            draggable="true"
            onDragStart={props.onDrag}
            onDragEnd={props.onDragEnd}
            title="Drag to change the order, or press Alt and an arrow key"
          >
            <GripVerticalIcon />
          </span>
        </Show>
        <span class="flex-1 text-right font-semibold tabular-nums">{wait().position ?? "–"}</span>
      </span>
      <span class="min-w-0 flex-1">
        <span class="flex flex-wrap items-center gap-x-2 font-book [overflow-wrap:anywhere]">
          <FamilyLink row={props.row} />
          <Show when={wait().waitsForSiblings}>
            <span class="inline-flex items-center gap-1 text-sm font-regular text-ink-3">
              <UsersIcon class="size-3.5" />
              with siblings
            </span>
          </Show>
        </span>
        <span class="block text-sm text-ink-3">
          {props.row.familyName} · wanted from {formats().date(props.row.startsOn)}
          <Show when={props.row.slotIds !== null}> · {slotsText(props.row.slots)}</Show>
        </span>
        <Show when={props.row.note}>
          <span class="block text-sm text-ink-2 [overflow-wrap:anywhere]">{props.row.note}</span>
        </Show>
      </span>
      <span class="flex flex-none items-center gap-3 max-sm:order-1 max-sm:col-span-2 max-sm:col-start-2 max-sm:justify-between">
        <span class="flex items-center gap-2">
          <Pill tone={waitTones[wait().state]} dot={wait().state === "offered"}>
            {waitLabel(wait().state)}
          </Pill>
          <Show when={wait().state === "offered" && wait().expiresAt}>
            {(at) => <TimeLeft expiresAt={at()} />}
          </Show>
        </span>
        <Show when={mayServe()}>
          <MainAct row={props.row} acts={props.acts} />
        </Show>
      </span>
      <Show when={mayServe()}>
        <MoreActs {...props} />
      </Show>
    </div>
  );
}

function MainAct(props: { row: WaitRow; acts: WaitActs }) {
  const state = () => props.row.wait?.state;
  const busy = () => props.acts.busyId() === props.row.id;
  return (
    <>
      <Show when={state() === "queued"}>
        <Button
          size="small"
          busy={busy()}
          aria-label={`Offer now to ${props.row.studentName}`}
          onClick={() => void props.acts.offer(props.row)}
        >
          Offer now
        </Button>
      </Show>
      <Show when={state() === "offered"}>
        <Button
          size="small"
          variant="primary"
          busy={busy()}
          aria-label={`Accept for ${props.row.studentName}`}
          onClick={() => void props.acts.accept(props.row)}
        >
          Accept
        </Button>
      </Show>
      <Show when={state() === "expired" || state() === "declined" || state() === "skipped"}>
        <Button
          size="small"
          busy={busy()}
          aria-label={`Back into the queue: ${props.row.studentName}`}
          onClick={() => void props.acts.requeue(props.row)}
        >
          Back into the queue
        </Button>
      </Show>
    </>
  );
}

function MoreActs(props: WaitRowProps) {
  const { row, acts } = props;
  const wait = () => props.row.wait!;
  const isOpen = () => ["queued", "offered", "expired"].includes(wait().state);
  return (
    <Menu
      label={`More for ${row.studentName}`}
      placement="bottom-end"
      triggerClass="grid size-8 place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-11"
      trigger={<EllipsisIcon />}
    >
      <Show when={props.onStep}>
        {(step) => (
          <>
            <MenuItem label="Move up" hint="Alt ↑" onSelect={() => step()(-1)} />
            <MenuItem label="Move down" hint="Alt ↓" onSelect={() => step()(1)} />
            <MenuLine />
          </>
        )}
      </Show>
      <Show when={isOpen()}>
        <MenuItem label="Skip…" onSelect={() => acts.ask({ act: "skip", row: props.row })} />
        <MenuItem
          label={wait().waitsForSiblings ? "May come without siblings" : "Only together with siblings"}
          onSelect={() => void acts.setSiblings(props.row, !wait().waitsForSiblings)}
        />
      </Show>
      <Show when={wait().state !== "declined"}>
        <MenuItem
          label={wait().state === "offered" ? "Declined…" : "Take off the waitlist…"}
          onSelect={() => acts.ask({ act: "decline", row: props.row })}
        />
      </Show>
    </Menu>
  );
}
