import { For, Show } from "solid-js";
import { Button } from "../../shared/ui/button.tsx";
import { ChevronRightIcon, RefreshCwIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { Spinner } from "../../shared/ui/spinner.tsx";
import { enterAccount, wantsNewTab } from "../enter-account.ts";
import type { PhoneRow } from "./phone-search.ts";

/** One account: a press opens its families with this number; one that has not answered says so and can be asked again. */
export function PhoneRowLine(props: { row: PhoneRow; path: string; onRetry?: () => void }) {
  const row = () => props.row;
  return (
    <li class="rounded-md border border-line bg-sheet">
      <Show when={row().state === "match"} fallback={<NotAnswered row={row()} onRetry={props.onRetry} />}>
        <button
          type="button"
          class="flex w-full items-center gap-3 rounded-md px-4 py-3 text-left hover:bg-hover"
          onClick={(event) => void enterAccount(row().account.id, props.path, wantsNewTab(event))}
        >
          <span class="min-w-0 flex-1">
            <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span class="font-semibold">{row().account.name}</span>
              <span class="text-sm text-ink-3">{row().account.groupName}</span>
              <Enrolled count={row().enrollments} />
            </span>
            <For each={row().families}>
              {(family) => (
                <span class="mt-0.5 block text-sm text-ink-2">
                  <bdi>{family.name}</bdi>
                  <Show when={family.guardianName}> · {family.guardianName}</Show>
                  <Show when={family.students.length > 0}> · {family.students.join(", ")}</Show>
                </span>
              )}
            </For>
            <Show when={row().hasMore}>
              <span class="mt-0.5 block text-sm text-ink-3">and more</span>
            </Show>
          </span>
          <ChevronRightIcon class="text-ink-3" />
        </button>
      </Show>
    </li>
  );
}

/** Comes after the list: until then nothing stands there, so that no row moves when it does. */
function Enrolled(props: { count: number | null | undefined }) {
  return (
    <Show when={props.count !== null && props.count !== undefined}>
      <Show when={props.count !== 0} fallback={<Pill>No active enrollment</Pill>}>
        <Pill tone="good" dot>
          {props.count === 1 ? "1 active enrollment" : `${props.count} active enrollments`}
        </Pill>
      </Show>
    </Show>
  );
}

function NotAnswered(props: { row: PhoneRow; onRetry?: () => void }) {
  return (
    <div class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div class="min-w-0 flex-1">
        <p class="font-semibold">{props.row.account.name}</p>
        <p class="text-sm text-ink-2">
          {props.row.state === "slow" ? "Still waiting for its answer …" : props.row.text}
        </p>
      </div>
      <Show when={props.row.state === "slow"}>
        <Spinner />
      </Show>
      <Show when={props.row.canRetry}>
        <Button size="small" icon={RefreshCwIcon} onClick={() => props.onRetry?.()}>
          Try again
        </Button>
      </Show>
    </div>
  );
}
