import { createEffect, createSignal, For, onCleanup, Show } from "solid-js";
import type { PublicNewsItem } from "../../../worker/domains/news/schemas.ts";
import { ChevronLeftIcon, ChevronRightIcon, PauseIcon, PlayIcon } from "../../shared/ui/icons.tsx";
import { landingWords } from "../words/landing.ts";

const turnEveryMs = 7_000;
const wantsCalm = matchMedia("(prefers-reduced-motion: reduce)");

interface NewsCycleProps {
  readonly items: readonly PublicNewsItem[];
  readonly shown: number;
  /** Something lies on top of it. */
  readonly isStill: boolean;
  readonly onShow: (index: number) => void;
  readonly onOpen: (item: PublicNewsItem) => void;
}

const stepClass = "grid size-11 flex-none place-items-center rounded-full landing-press";

/**
 * One piece of news after the other. It stands still under the pointer and the focus, when it was told to, and for whoever
 * asked their device for less motion; only what somebody turned to by hand is announced.
 */
export function NewsCycle(props: NewsCycleProps) {
  const [isHeld, setHeld] = createSignal(false);
  const [isPaused, setPaused] = createSignal(wantsCalm.matches);
  const [isByHand, setByHand] = createSignal(false);
  const item = () => props.items[props.shown] ?? props.items[0]!;
  const step = (by: number) => (props.shown + by + props.items.length) % props.items.length;
  const turn = (by: number) => {
    setByHand(true);
    props.onShow(step(by));
  };
  createEffect(() => {
    if (props.items.length < 2 || props.isStill || isHeld() || isPaused()) return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      setByHand(false);
      props.onShow(step(1));
    }, turnEveryMs);
    onCleanup(() => clearInterval(timer));
  });
  return (
    <section
      aria-label={landingWords().news}
      aria-roledescription={landingWords().carousel}
      class="landing-card max-w-xl rounded-lg p-5"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <div class="grid" aria-live={isByHand() ? "polite" : "off"}>
        {/* All of them in one place, so that the card is as high as the longest and nothing jumps. */}
        <For each={props.items}>
          {(one) => (
            <div
              class="[grid-area:1/1] transition-opacity duration-300"
              classList={{ invisible: one.id !== item().id, "opacity-0": one.id !== item().id }}
            >
              <h2 class="text-lg font-bold tracking-tight">{one.title}</h2>
              <Show when={one.summary}>
                <p class="mt-1 line-clamp-4">{one.summary}</p>
              </Show>
            </div>
          )}
        </For>
      </div>
      <div class="mt-3 flex items-center gap-1">
        <button
          type="button"
          class="-ml-3 min-h-11 rounded-md px-3 font-semibold underline underline-offset-4 landing-press"
          aria-label={landingWords().learnMoreOf(item().title)}
          onClick={() => props.onOpen(item())}
        >
          {landingWords().learnMore}
        </button>
        <Show when={props.items.length > 1}>
          <span class="ml-auto text-sm tabular-nums" aria-hidden="true">
            {props.shown + 1} / {props.items.length}
          </span>
          <button
            type="button"
            class={stepClass}
            aria-label={landingWords().previous}
            onClick={() => turn(-1)}
          >
            <ChevronLeftIcon class="size-5" />
          </button>
          <button
            type="button"
            class={stepClass}
            aria-label={isPaused() ? landingWords().play : landingWords().pause}
            onClick={() => setPaused(!isPaused())}
          >
            <Show when={isPaused()} fallback={<PauseIcon class="size-5" />}>
              <PlayIcon class="size-5" />
            </Show>
          </button>
          <button type="button" class={stepClass} aria-label={landingWords().next} onClick={() => turn(1)}>
            <ChevronRightIcon class="size-5" />
          </button>
        </Show>
      </div>
    </section>
  );
}
