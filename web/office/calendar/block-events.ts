import type { CalendarMeeting } from "../../../worker/domains/calendar/shapes.ts";
import { singleKeys } from "../../shared/keyboard.ts";
import { focusBlock, neighbour } from "./block-focus.ts";
import type { CalendarState } from "./calendar-state.ts";
import { type Carry, mayCarry } from "./carry.ts";
import type { MeetingActs } from "./meeting-acts.ts";

const carrySteps: Record<string, readonly [columns: number, minutes: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -15],
  ArrowDown: [0, 15],
};
const fineMinutes = 5;

/** What presses and keys on blocks do. One listener on whatever holds them, however many there are. */
export function createBlockEvents(options: {
  scope: () => HTMLElement;
  state: CalendarState;
  acts: MeetingActs;
  /** Where there is a grid, blocks can be taken along it. */
  carry?: Carry;
}) {
  const { scope, state, acts, carry } = options;
  const found = (event: Event) => {
    const block =
      event.target instanceof Element ? event.target.closest<HTMLElement>("[data-meeting]") : null;
    const meeting = state.meetingOf(block?.dataset.meeting ?? "");
    return block && meeting ? { block, meeting } : undefined;
  };

  function carryKey(event: KeyboardEvent): boolean {
    if (!carry?.isCarrying()) return false;
    const step = carrySteps[event.key];
    if (step) carry.nudge(step[0], event.altKey ? Math.sign(step[1]) * fineMinutes : step[1]);
    else if (event.key === "Enter" || event.key === " ") carry.drop();
    else if (event.key === "Escape") carry.cancel();
    else return event.key !== "Tab";
    return true;
  }

  function walk(event: KeyboardEvent, block: HTMLElement): boolean {
    if (!(event.key in carrySteps) || event.altKey || event.shiftKey) return false;
    const next = neighbour(block, event.key, scope());
    if (next) focusBlock(next, scope());
    else if (event.key === "ArrowLeft") state.step(-1);
    else if (event.key === "ArrowRight") state.step(1);
    return true;
  }

  function actKey(event: KeyboardEvent, meeting: CalendarMeeting, block: HTMLElement): boolean {
    if (!singleKeys()) return false;
    const key = event.key.toLowerCase();
    if (key === "m" && carry && mayCarry(meeting)) {
      const id = block.closest<HTMLElement>("[data-column]")?.dataset.column;
      const column = state.columns().find((one) => one.id === id);
      if (column) carry.pickUp(meeting, column);
      return column !== undefined;
    }
    return acts.press(key, meeting);
  }

  return {
    onClick: (event: MouseEvent) => {
      const pressed = found(event);
      if (!pressed) return;
      focusBlock(pressed.block, scope());
      acts.open(pressed.meeting);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.defaultPrevented) return;
      const pressed = found(event);
      const isHeard =
        carryKey(event) ||
        (pressed && (walk(event, pressed.block) || actKey(event, pressed.meeting, pressed.block)));
      if (isHeard) event.preventDefault();
    },
  };
}
