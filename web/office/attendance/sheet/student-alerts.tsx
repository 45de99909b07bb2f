import { createMemo, For, Show } from "solid-js";
import type { RollSheetStudent } from "../../../../worker/domains/attendance/shapes.ts";
import { Popover } from "../../../shared/ui/popover.tsx";
import { Tooltip } from "../../../shared/ui/tooltip.tsx";
import { type Alert, alertsOf, alertWords } from "./alerts.ts";
import { calledName } from "./sheet-state.ts";

const tones = { bad: "text-bad", warn: "text-warn", plain: "text-ink-3" };

/** A row of icons that says everything when it is pressed: a finger has no tooltip. */
export function StudentAlerts(props: { student: RollSheetStudent }) {
  const alerts = createMemo(() => alertsOf(props.student));
  const name = () => calledName(props.student);
  return (
    <Show when={alerts().length > 0}>
      <Popover
        label={`About ${name()}`}
        triggerClass="hit -mx-1 inline-flex h-6 flex-none items-center gap-1 rounded-sm px-1 hover:bg-hover pointer-coarse:h-9"
        class="w-80"
        trigger={
          <>
            <span class="sr-only">
              About {name()}: {alerts().map(alertWords).join("; ")}
            </span>
            <For each={alerts()}>{(alert) => <AlertIcon alert={alert} />}</For>
          </>
        }
      >
        <ul class="flex flex-col gap-2 p-1">
          <For each={alerts()}>
            {(alert) => (
              <li class="flex items-start gap-2.5">
                <span class={`mt-0.5 ${tones[alert.tone]}`}>
                  <alert.icon />
                </span>
                <span class="min-w-0 [overflow-wrap:anywhere]">
                  <span class="block text-xs text-ink-3">{alert.label}</span>
                  {alert.text}
                </span>
              </li>
            )}
          </For>
        </ul>
      </Popover>
    </Show>
  );
}

function AlertIcon(props: { alert: Alert }) {
  const face = (
    <span class={`grid place-items-center ${tones[props.alert.tone]}`} aria-hidden="true">
      <props.alert.icon />
    </span>
  ) as HTMLElement;
  return (
    <>
      {face}
      <Tooltip of={face} label={alertWords(props.alert)} />
    </>
  );
}
