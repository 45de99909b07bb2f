import { createSignal, Show } from "solid-js";
import { sharedWords } from "../words.ts";
import { CheckIcon, CopyIcon } from "./icons.tsx";

const confirmMs = 2_000;

export function CopyText(props: { label: string; text: string }) {
  const [copied, setCopied] = createSignal(false);
  async function copy() {
    await navigator.clipboard.writeText(props.text);
    setCopied(true);
    setTimeout(() => setCopied(false), confirmMs);
  }
  return (
    <button
      type="button"
      class="inline-flex max-w-full items-center gap-2 rounded-sm px-2 py-1 text-sm text-ink-3 hover:bg-hover hover:text-ink"
      onClick={() => void copy()}
    >
      <span class="truncate">
        {props.label} <span class="font-mono">{props.text}</span>
      </span>
      <Show when={copied()} fallback={<CopyIcon label={sharedWords().copy} />}>
        <CheckIcon class="text-good" label={sharedWords().copied} />
      </Show>
    </button>
  );
}
