import * as KDialog from "@kobalte/core/dialog";
import { type JSX, Show } from "solid-js";
import { sharedWords } from "../words.ts";
import { focusReturn } from "./first-focus.ts";
import { XIcon } from "./icons.tsx";
import { ShortcutPause } from "./shortcut-pause.tsx";

export type DialogFrameProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: JSX.Element;
  children?: JSX.Element;
  /** The buttons, in reading order: the harmless one first, the act last. */
  actions?: JSX.Element;
  size?: "narrow" | "regular" | "wide";
  /** No way round it but its own buttons. */
  mustAnswer?: boolean;
  onFocusIn?: (event: FocusEvent) => void;
  onInput?: (event: InputEvent) => void;
  /** It takes what is pressed, so that a press beside it does not close it. */
  onPointerDownOutside?: (event: Event) => void;
};

const widths = { narrow: "max-w-md", regular: "max-w-xl", wide: "max-w-3xl" };

/** What every dialog looks like and how it opens; one with a form in it is a `Dialog`. */
export function DialogFrame(props: DialogFrameProps) {
  const focus = focusReturn();
  const stay = (event: Event) => props.mustAnswer && event.preventDefault();
  return (
    <KDialog.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <KDialog.Portal>
        <ShortcutPause />
        <KDialog.Overlay class="animate-fade fixed inset-0 z-40 bg-scrim" />
        <div class="fixed inset-0 z-40 grid place-items-end overflow-hidden sm:place-items-center sm:p-6">
          <KDialog.Content
            class={`animate-rise surface flex outline-none max-h-[92dvh] w-full flex-col max-sm:rounded-b-none ${widths[props.size ?? "regular"]}`}
            {...focus}
            onEscapeKeyDown={stay}
            onFocusIn={props.onFocusIn}
            onInput={props.onInput}
            onPointerDownOutside={props.onPointerDownOutside}
            onInteractOutside={stay}
          >
            <header class="flex items-start gap-3 px-5 pt-4 pb-3">
              <div class="min-w-0 flex-1 [overflow-wrap:anywhere]">
                <KDialog.Title class="text-md font-bold tracking-tight">{props.title}</KDialog.Title>
                <Show when={props.description}>
                  <KDialog.Description class="mt-0.5 text-ink-2">{props.description}</KDialog.Description>
                </Show>
              </div>
              <Show when={!props.mustAnswer}>
                <KDialog.CloseButton
                  aria-label={sharedWords().close}
                  class="-mt-1.25 -mr-2 -mb-1.25 grid size-8 min-h-(--touch) min-w-(--touch) place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:-mt-2.75 pointer-coarse:size-11"
                >
                  <XIcon />
                </KDialog.CloseButton>
              </Show>
            </header>
            <div class="min-h-0 flex-1 overflow-y-auto px-5 pb-4" data-dialog-body>
              {props.children}
            </div>
            <Show when={props.actions}>
              <footer class="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
                {props.actions}
              </footer>
            </Show>
          </KDialog.Content>
        </div>
      </KDialog.Portal>
    </KDialog.Root>
  );
}
