import { useShortcuts } from "../../shared/keyboard.ts";

/** j and k walk through the acts; Enter, on the focused one, is the button's own. */
export function useEntryKeys(list: () => HTMLElement | undefined) {
  const move = (step: 1 | -1) => {
    const entries = [...(list()?.querySelectorAll<HTMLElement>("[data-entry]") ?? [])];
    const current = entries.indexOf(document.activeElement as HTMLElement);
    const next = entries[current === -1 ? 0 : current + step];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useShortcuts(
    { keys: "j", label: "Next act", group: "List", run: () => move(1) },
    { keys: "k", label: "Previous act", group: "List", run: () => move(-1) },
  );
}
