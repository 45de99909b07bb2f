import { For, Show } from "solid-js";
import { CheckIcon } from "../../../shared/ui/icons.tsx";
import { type StepId, steps } from "./steps.ts";

type StepListProps = { current: StepId; reached: number; onGo: (id: StepId) => void };

/** Where one is and what is left. Steps that were reached can be gone back to at once. */
export function StepList(props: StepListProps) {
  const place = () => steps.findIndex(({ id }) => id === props.current);
  return (
    <nav aria-label="Steps">
      <ol class="flex gap-1 max-lg:mb-1 lg:w-44 lg:flex-col">
        <For each={steps}>
          {(step, index) => (
            <li class="flex-1">
              <button
                type="button"
                disabled={index() > props.reached}
                aria-current={step.id === props.current ? "step" : undefined}
                class="group flex w-full items-center gap-2.5 rounded-sm px-2 py-1.5 text-ink-3 enabled:text-ink-2 enabled:hover:bg-hover aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent max-lg:flex-col max-lg:justify-center max-lg:gap-1 max-lg:px-0 max-lg:text-xs pointer-coarse:min-h-11"
                onClick={() => props.onGo(step.id)}
              >
                <span
                  class="grid size-5.5 flex-none place-items-center rounded-full border border-current text-xs font-semibold tabular-nums group-aria-[current]:border-transparent group-aria-[current]:bg-accent group-aria-[current]:text-accent-ink"
                  aria-hidden="true"
                >
                  <Show when={index() < place()} fallback={index() + 1}>
                    <CheckIcon class="size-3" />
                  </Show>
                </span>
                <span class="max-sm:sr-only">{step.label}</span>
              </button>
            </li>
          )}
        </For>
      </ol>
    </nav>
  );
}
