import { createSignal, For, onCleanup, Show } from "solid-js";
import { dismissToast, runUndo, type Toast, toasts } from "../toasts.ts";
import { sharedWords } from "../words.ts";
import { Button } from "./button.tsx";
import { CircleAlertIcon, CircleCheckIcon, Undo2Icon, XIcon } from "./icons.tsx";
import { NOTICES_KEY, useNoticesKey } from "./notices-key.ts";

const tickMs = 100;

/**
 * Always in the document, because a screen reader announces only what enters a region that it already knows; and above
 * drawers and dialogs, which would hide it from one, and take a press on it for a press that leaves them.
 */
export function ToastRegion() {
  let region!: HTMLElement;
  const { leave } = useNoticesKey(() => region);
  return (
    <section
      ref={region}
      aria-keyshortcuts={NOTICES_KEY}
      aria-label={sharedWords().notifications}
      aria-live="polite"
      data-kb-top-layer=""
      class="toasts pointer-events-none fixed inset-x-0 z-50 flex flex-col items-center gap-2 px-4 print:hidden"
    >
      <For each={toasts()}>{(toast) => <ToastCard toast={toast} onLeave={leave} />}</For>
    </section>
  );
}

function ToastCard(props: { toast: Toast; onLeave: (card: HTMLElement) => void }) {
  let card!: HTMLDivElement;
  const [leftMs, setLeftMs] = createSignal(props.toast.durationMs);
  const [held, setHeld] = createSignal(false);
  const timer = setInterval(() => {
    if (held() || document.hidden) return;
    if (setLeftMs((left) => left - tickMs) <= 0) dismissToast(props.toast.id);
  }, tickMs);
  onCleanup(() => {
    clearInterval(timer);
    props.onLeave(card);
  });

  return (
    <div
      ref={card}
      class="animate-rise surface pointer-events-auto relative flex w-full max-w-md items-center gap-3 overflow-hidden py-2 pr-2 pl-3.5"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <Show when={props.toast.tone === "good"}>
        <CircleCheckIcon class="text-good" />
      </Show>
      <Show when={props.toast.tone === "bad"}>
        <CircleAlertIcon class="text-bad" />
      </Show>
      <div class="min-w-0 flex-1 py-1">
        <p class="font-medium [overflow-wrap:anywhere]">{props.toast.title}</p>
        <Show when={props.toast.detail}>
          <p class="text-sm text-ink-2">{props.toast.detail}</p>
        </Show>
      </div>
      <Show when={props.toast.action}>
        {(action) => (
          <Button size="small" onClick={() => action().run()}>
            {action().label}
          </Button>
        )}
      </Show>
      <Show when={props.toast.undo}>
        <Button size="small" icon={Undo2Icon} onClick={() => void runUndo(props.toast)}>
          {sharedWords().undo}
        </Button>
      </Show>
      <button
        type="button"
        aria-label={sharedWords().dismiss}
        class="grid size-7 flex-none place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-11"
        onClick={() => dismissToast(props.toast.id)}
      >
        <XIcon class="size-3.5" />
      </button>
      <Show when={props.toast.undo}>
        <div
          class="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-accent transition-transform duration-100 ease-linear"
          style={{ transform: `scaleX(${leftMs() / props.toast.durationMs})` }}
          aria-hidden="true"
        />
      </Show>
    </div>
  );
}
