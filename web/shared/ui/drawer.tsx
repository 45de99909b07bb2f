import * as KDialog from "@kobalte/core/dialog";
import { type JSX, Show } from "solid-js";
import { sharedWords } from "../words.ts";
import { focusReturn } from "./first-focus.ts";
import { XIcon } from "./icons.tsx";
import { ShortcutPause } from "./shortcut-pause.tsx";
import { CloseQuestion, typedForm } from "./typed-form.tsx";

type DrawerProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: JSX.Element;
  children: JSX.Element;
  actions?: JSX.Element;
  /** The edge it comes from: the left one for what a portal consists of. */
  side?: "left" | "right";
  /** Its form asks before it is left, as the page that it belongs to does. */
  asksItself?: boolean;
};

const sides = {
  left: "animate-slide-in-left left-0 max-w-sm border-r",
  right: "animate-slide-in right-0 max-w-lg border-l",
};

/** A form or list that needs height, at an edge; the page stays visible beside it. */
export function Drawer(props: DrawerProps) {
  const focus = focusReturn();
  const form = typedForm(() => props.onClose());
  const close = () => (props.asksItself ? props.onClose() : form.close());
  return (
    <KDialog.Root open={props.open} onOpenChange={(open) => !open && close()}>
      <KDialog.Portal>
        <ShortcutPause />
        <KDialog.Overlay class="animate-fade fixed inset-0 z-40 bg-scrim" />
        <KDialog.Content
          {...focus}
          {...form.listeners}
          class={`outline-none fixed inset-y-0 z-40 flex w-full flex-col border-line bg-raised shadow-2 ${sides[props.side ?? "right"]}`}
        >
          <header class="flex items-start gap-3 border-b border-line px-5 py-3">
            <div class="min-w-0 flex-1 [overflow-wrap:anywhere]">
              <KDialog.Title class="text-md font-bold tracking-tight">{props.title}</KDialog.Title>
              <Show when={props.description}>
                <KDialog.Description class="text-ink-2">{props.description}</KDialog.Description>
              </Show>
            </div>
            <KDialog.CloseButton
              aria-label={sharedWords().close}
              class="-mt-1.25 -mr-2 -mb-1.25 grid size-8 min-h-(--touch) min-w-(--touch) place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:-mt-2.75 pointer-coarse:size-11"
            >
              <XIcon />
            </KDialog.CloseButton>
          </header>
          <div class="min-h-0 flex-1 overflow-y-auto p-5" data-dialog-body>
            {props.children}
          </div>
          <Show when={props.actions}>
            <footer class="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3 empty:hidden">
              {props.actions}
            </footer>
          </Show>
          <CloseQuestion form={form} />
        </KDialog.Content>
      </KDialog.Portal>
    </KDialog.Root>
  );
}
