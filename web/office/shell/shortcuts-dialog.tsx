import { createMemo, For } from "solid-js";
import { type Shortcut, setSingleKeys, shortcuts, singleKeys } from "../../shared/keyboard.ts";
import { storage } from "../../shared/session.ts";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { Keys } from "../../shared/ui/kbd.tsx";
import { NOTICES_KEY } from "../../shared/ui/notices-key.ts";
import { Switch } from "../../shared/ui/switch.tsx";
import { singleKeysKey } from "./app-shortcuts.ts";
import { closeOverlay } from "./overlays.ts";

type Listed = Pick<Shortcut, "keys" | "label" | "group">;

/** Heard by the notices themselves, because it leads out of dialogs, which keep all other keys. */
const noticesKey: Listed = { keys: NOTICES_KEY, label: "Newest notice, and back", group: "Everywhere" };

/** The youngest registration of the same keys is the one that acts, so it is the one that is listed. */
function grouped(all: Shortcut[]): [string, Listed[]][] {
  const acting = new Map(all.map((shortcut) => [shortcut.keys, shortcut]));
  const shown = [...acting.values()].filter((shortcut) => !shortcut.hidden && (shortcut.when?.() ?? true));
  const listed = [...shown, noticesKey];
  return Object.entries(Object.groupBy(listed, ({ group }) => group)) as [string, Listed[]][];
}

export default function ShortcutsDialog() {
  const groups = createMemo(() => grouped(shortcuts()));
  const choose = (on: boolean) => {
    setSingleKeys(on);
    storage().set(singleKeysKey, on);
  };
  return (
    <Dialog open onClose={closeOverlay} size="wide" title="Keyboard shortcuts">
      <div class="gap-8 sm:columns-2">
        <For each={groups()}>
          {([group, entries]) => (
            <section class="mb-5">
              <h3 class="mb-1 break-after-avoid text-xs font-semibold text-ink-3">{group}</h3>
              <dl>
                <For each={entries}>
                  {(shortcut) => (
                    <div class="flex break-inside-avoid items-center justify-between gap-4 border-b border-line py-1.5">
                      <dt>{shortcut.label}</dt>
                      <dd>
                        <Keys keys={shortcut.keys} />
                      </dd>
                    </div>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
      </div>
      <Switch
        label="Single keys"
        description="Turn this off if you dictate to your computer. Combinations such as ⌘K or Ctrl-K keep working."
        checked={singleKeys()}
        onChange={choose}
      />
    </Dialog>
  );
}
