import { createEffect, createUniqueId, For, type JSX, Show, untrack } from "solid-js";
import { afterPaint, followAfterPaint } from "../after-paint.ts";
import { useParam } from "../url-state.ts";

export type Tab = { id: string; label: string; count?: number; content: () => JSX.Element };

type UrlTabsProps = {
  label: string;
  tabs: Tab[];
  /** The search parameter that holds the open tab; the first tab needs none. */
  param?: string;
  /** For a panel that has to fill what is left of the page, such as a virtual table. */
  panelClass?: string;
};

/** The open tab lives in the address, so a link, a reload and the Back button all land on it. */
export function UrlTabs(props: UrlTabsProps) {
  const groupId = createUniqueId();
  const [param, setParam] = useParam(props.param ?? "tab");
  const current = () => props.tabs.find((tab) => tab.id === param()) ?? props.tabs[0];
  // A panel may cost much: the tab answers the press at once, and its panel takes the place of the last one after that.
  const shown = followAfterPaint(() => current()?.id);
  const open = (tab: Tab) => setParam(tab === props.tabs[0] ? undefined : tab.id);

  let strip: HTMLDivElement | undefined;
  // On a phone the open tab of many may lie beyond the edge.
  createEffect(() => {
    const id = current()?.id;
    afterPaint(() => strip && id && bringIntoStrip(strip, document.getElementById(`${groupId}-${id}`)));
  });

  function walk(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const position = props.tabs.findIndex((tab) => tab.id === current()?.id);
    const next = step && props.tabs[(position + step + props.tabs.length) % props.tabs.length];
    if (!next) return;
    event.preventDefault();
    open(next);
    document.getElementById(`${groupId}-${next.id}`)?.focus();
  }

  return (
    <>
      <div
        ref={strip}
        role="tablist"
        aria-label={props.label}
        data-no-print
        class="flex gap-1 overflow-x-auto border-b border-line px-4 sm:px-6"
        onKeyDown={walk}
      >
        <For each={props.tabs}>
          {(tab) => {
            const isCurrent = () => current()?.id === tab.id;
            return (
              <button
                type="button"
                role="tab"
                id={`${groupId}-${tab.id}`}
                aria-selected={isCurrent()}
                aria-controls={shown() === tab.id ? `${groupId}-panel` : undefined}
                tabindex={isCurrent() ? 0 : -1}
                class="-mb-px flex h-9 items-center gap-1.5 border-b-2 border-transparent px-2 font-book whitespace-nowrap text-ink-2 hover:text-ink aria-selected:border-accent aria-selected:font-semibold aria-selected:text-ink pointer-coarse:h-11"
                onClick={() => open(tab)}
              >
                {tab.label}
                <Show when={tab.count}>
                  <span class="text-sm font-regular text-ink-3 tabular-nums">
                    {tab.count?.toLocaleString()}
                  </span>
                </Show>
              </button>
            );
          }}
        </For>
      </div>
      <div
        role="tabpanel"
        id={`${groupId}-panel`}
        aria-labelledby={`${groupId}-${shown()}`}
        class={props.panelClass}
      >
        {/* By id: a page may describe its tabs anew with every answer, and what is open must not start over. */}
        <Show when={shown()} keyed>
          {(id) => untrack(() => props.tabs.find((tab) => tab.id === id))?.content()}
        </Show>
      </div>
    </>
  );
}

/** Moves the strip sideways only: the page itself stays where it is. */
function bringIntoStrip(strip: HTMLElement, tab: HTMLElement | null): void {
  if (!tab || strip.scrollWidth <= strip.clientWidth) return;
  const [seen, wanted] = [strip.getBoundingClientRect(), tab.getBoundingClientRect()];
  strip.scrollLeft += wanted.left + wanted.width / 2 - (seen.left + seen.width / 2);
}
