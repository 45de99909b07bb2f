import * as KPopover from "@kobalte/core/popover";
import { A } from "@solidjs/router";
import { createMemo, For, Show } from "solid-js";
import type { CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import { singleKeys } from "../../shared/keyboard.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { XIcon } from "../../shared/ui/icons.tsx";
import { Kbd } from "../../shared/ui/kbd.tsx";
import { ShortcutPause } from "../../shared/ui/shortcut-pause.tsx";
import { blockOf } from "./block-focus.ts";
import type { CalendarState } from "./calendar-state.ts";
import type { MeetingActs } from "./meeting-acts.ts";
import { MeetingFacts } from "./meeting-facts.tsx";
import { MeetingRoster } from "./meeting-roster.tsx";

interface MeetingDetailsProps {
  state: CalendarState;
  acts: MeetingActs;
  scope: () => HTMLElement;
}

/** What a block opens: beside it, and on a phone over the page. The address names it. */
export default function MeetingDetails(props: MeetingDetailsProps) {
  const { state } = props;
  const meeting = () => state.meetingOf(state.open());
  const close = () => state.setOpen(undefined);
  return (
    <Show when={meeting()}>
      {(shown) => (
        <Show
          when={!state.isNarrow()}
          fallback={
            <Dialog open onClose={close} title={shown().className}>
              <Content meeting={shown()} {...props} />
            </Dialog>
          }
        >
          <Floating meeting={shown()} onClose={close} {...props} />
        </Show>
      )}
    </Show>
  );
}

type FloatingProps = MeetingDetailsProps & { meeting: CalendarMeeting; onClose: () => void };

function Floating(props: FloatingProps) {
  // Closing empties the address before it gives the focus back.
  const key = createMemo<string>((before) => props.state.open() || before, "");
  const block = () => blockOf(props.scope(), key());
  return (
    <KPopover.Root
      open
      anchorRef={() => block() ?? props.scope()}
      placement="right-start"
      gutter={6}
      flip="left-start"
      onOpenChange={(open) => !open && props.onClose()}
    >
      <KPopover.Portal mount={props.scope().closest<HTMLElement>("main") ?? undefined}>
        <KPopover.Content
          class="surface animate-rise z-30 flex max-h-[calc(100dvh-6rem)] w-96 max-w-[calc(100vw-1rem)] flex-col outline-none"
          onKeyDown={(event: KeyboardEvent) => hear(event, props)}
          onOpenAutoFocus={(event) => {
            // The letters of the acts are heard at once; Tab leads into the details.
            event.preventDefault();
            if (event.target instanceof HTMLElement) event.target.focus({ preventScroll: true });
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (document.activeElement === document.body) block()?.focus({ preventScroll: true });
          }}
        >
          <ShortcutPause />
          <header class="flex items-start gap-2 px-4 pt-3 pb-2">
            <KPopover.Title class="min-w-0 flex-1 text-md font-bold tracking-tight [overflow-wrap:anywhere]">
              <A class="hover:underline" href={`/classes/${props.meeting.classId}`}>
                {props.meeting.className}
              </A>
            </KPopover.Title>
            <KPopover.CloseButton
              aria-label="Close"
              class="-mt-1 -mr-2 grid size-8 flex-none place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
            >
              <XIcon />
            </KPopover.CloseButton>
          </header>
          <div class="min-h-0 flex-1 overflow-y-auto px-4 pb-3">
            <Content {...props} />
          </div>
        </KPopover.Content>
      </KPopover.Portal>
    </KPopover.Root>
  );
}

/** The letter of an act, wherever in the details the focus is. */
function hear(event: KeyboardEvent, { acts, meeting }: FloatingProps) {
  if (event.metaKey || event.ctrlKey || event.altKey || !singleKeys()) return;
  if (acts.press(event.key.toLowerCase(), meeting)) event.preventDefault();
}

function Content(props: MeetingDetailsProps & { meeting: CalendarMeeting }) {
  const offered = () => props.acts.of(props.meeting);
  /** Before it is over one enrolls, afterwards one says who came. */
  const main = () => (props.meeting.endsAtMs > props.state.nowMs() ? "e" : "a");
  return (
    <div class="flex flex-col gap-3">
      <MeetingFacts meeting={props.meeting} state={props.state} />
      <div class="flex flex-wrap gap-1.5">
        <For each={offered()}>
          {(act) => (
            <Button size="small" variant={act.key === main() ? "primary" : "plain"} onClick={act.run}>
              {act.label}
              <span class="pointer-coarse:hidden" aria-hidden="true">
                <Kbd>{act.key.toUpperCase()}</Kbd>
              </span>
            </Button>
          )}
        </For>
      </div>
      <MeetingRoster meeting={props.meeting} />
    </div>
  );
}
