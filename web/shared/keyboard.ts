import { createSignal, onCleanup } from "solid-js";

export type Shortcut = {
  /** "mod+k", "/", "j", "shift+x", "ArrowDown" or a sequence such as "g f". */
  keys: string;
  label: string;
  group: string;
  run: (event: KeyboardEvent) => void;
  /** Not listed in the help, for a second key that does the same. */
  hidden?: boolean;
  when?: () => boolean;
};

const sequenceMs = 1_200;
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const [shortcuts, setShortcuts] = createSignal<Shortcut[]>([]);
const [singleKeys, setSingleKeys] = createSignal(true);
let suspensions = 0;
let sequence = "";
let sequenceTimer: ReturnType<typeof setTimeout> | undefined;

/** Single letters can be turned off: people who dictate would otherwise set them off by speaking (WCAG 2.1.4). */
export { setSingleKeys, shortcuts, singleKeys };

/** Lives as long as the component that registers it; the youngest registration of the same keys wins. */
export function useShortcuts(...added: Shortcut[]) {
  setShortcuts((current) => [...current, ...added]);
  onCleanup(() => setShortcuts((current) => current.filter((shortcut) => !added.includes(shortcut))));
}

/** Counts, because a menu may be open inside a dialog. Call the answer to let keys through again. */
export function pauseShortcuts() {
  suspensions += 1;
  return () => {
    suspensions -= 1;
  };
}

export function keyLabels(keys: string): string[] {
  const names: Record<string, string> = {
    mod: isMac ? "⌘" : "Ctrl",
    shift: "⇧",
    ArrowUp: "↑",
    ArrowDown: "↓",
    Enter: "↵",
    Escape: "Esc",
  };
  return keys.split(/[\s+]/).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches("textarea, select, [role=combobox], [role=listbox]") ||
    target.matches("input:not([type=checkbox], [type=radio], [type=button])"));

/** Enter and the arrows belong to whatever has focus, unless that is the page itself or a grid that registered them. */
const ownsKey = (target: EventTarget | null, key: string) =>
  (key === "Enter" || key === " " || key.startsWith("Arrow")) &&
  target instanceof HTMLElement &&
  target.matches("a, button, summary, [role=button], [role=tab], [role=menuitem], input");

function comboOf(event: KeyboardEvent): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isSymbol = key.length === 1 && key === key.toUpperCase();
  return `${mod ? "mod+" : ""}${event.shiftKey && !isSymbol ? "shift+" : ""}${key}`;
}

function find(keys: string): Shortcut | undefined {
  return shortcuts().findLast((shortcut) => shortcut.keys === keys && (shortcut.when?.() ?? true));
}

function handle(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.altKey || (isMac && event.ctrlKey)) return;
  const combo = comboOf(event);
  const isCommand = combo.startsWith("mod+");
  if (!isCommand && (suspensions > 0 || isTyping(event.target) || ownsKey(event.target, event.key))) return;
  if (!isCommand && event.key.length === 1 && !singleKeys()) return;

  const continued = sequence ? `${sequence} ${combo}` : combo;
  const found = find(continued) ?? find(combo);
  clearTimeout(sequenceTimer);
  sequence = "";
  if (found) {
    event.preventDefault();
    found.run(event);
  } else if (shortcuts().some((shortcut) => shortcut.keys.startsWith(`${combo} `))) {
    sequence = combo;
    sequenceTimer = setTimeout(() => {
      sequence = "";
    }, sequenceMs);
  }
}

window.addEventListener("keydown", handle);
