import { SearchIcon } from "./icons.tsx";
import { Keys } from "./kbd.tsx";

/** Says that ⌘K is there, to who has no keyboard or does not know. */
export function FindButton(props: { onFind: () => void }) {
  return (
    <button
      type="button"
      class="hit flex h-8 flex-none items-center gap-2 rounded-sm border border-line bg-sunken px-2.5 text-ink-3 hover:border-line-strong hover:text-ink lg:min-w-44 pointer-coarse:h-9"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={() => props.onFind()}
    >
      <SearchIcon />
      <span class="flex-1 text-left max-sm:sr-only">Find anything</span>
      <span class="max-lg:hidden pointer-coarse:hidden" aria-hidden="true">
        <Keys keys="mod+k" />
      </span>
    </button>
  );
}
