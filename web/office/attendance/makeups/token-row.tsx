import { createSignal, createUniqueId, For, Show } from "solid-js";
import type { MakeupToken } from "../../../../worker/domains/makeups/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ChevronDownIcon, ChevronRightIcon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import type { OpenToken } from "./student-tokens.tsx";
import { entryWords, originText, stateWords, useText } from "./token-words.ts";

/** One token: what it is worth now, and on demand every line of its ledger. */
export function TokenRow(props: { token: MakeupToken; onOpen: OpenToken }) {
  const [isOpen, setOpen] = createSignal(false);
  const ledgerId = createUniqueId();
  const token = () => props.token;
  const mayRevoke = () =>
    can("delete_makeup_tokens", "full") && (token().state === "available" || token().state === "pending");
  const mayCancel = () =>
    can("enrollments", "full") && token().state === "expended" && token().booking !== null;
  return (
    <li class="border-b border-line py-1.5 last:border-0">
      <div class="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <button
          type="button"
          class="-ml-1 flex min-w-0 flex-1 basis-56 items-start gap-1.5 rounded-sm px-1 py-1 text-left hover:bg-hover"
          aria-expanded={isOpen()}
          aria-controls={ledgerId}
          onClick={() => setOpen((open) => !open)}
        >
          <span class="mt-0.5 text-ink-3">
            <Show when={isOpen()} fallback={<ChevronRightIcon />}>
              <ChevronDownIcon />
            </Show>
          </span>
          <span class="min-w-0 [overflow-wrap:anywhere]">
            <span class="block">{originText(token())}</span>
            <span class="block text-sm text-ink-3 tabular-nums">
              {[useText(token()), limitText(token()), token().comment].filter(Boolean).join(" · ")}
            </span>
          </span>
        </button>
        <Pill dot tone={stateWords[token().state].tone}>
          {stateWords[token().state].label}
        </Pill>
        <Show when={mayCancel()}>
          <Button
            size="small"
            variant="quiet"
            onClick={() => props.onOpen({ kind: "cancel", token: token() })}
          >
            Cancel the makeup
          </Button>
        </Show>
        <Show when={mayRevoke()}>
          <Button
            size="small"
            variant="quiet"
            onClick={() => props.onOpen({ kind: "revoke", token: token() })}
          >
            Revoke<span class="sr-only"> the token: {originText(token())}</span>
          </Button>
        </Show>
      </div>
      <div id={ledgerId}>
        <Show when={isOpen()}>
          <Ledger token={token()} />
        </Show>
      </div>
    </li>
  );
}

/** What it may be spent on, when that is not everything. */
function limitText({ programs, location }: MakeupToken): string {
  const names = programs?.map(({ name }) => name ?? "a deleted program") ?? [];
  return [...names, location?.name].filter(Boolean).join(", ");
}

function Ledger(props: { token: MakeupToken }) {
  const sign = (delta: number) => (delta > 0 ? "+1" : delta < 0 ? "−1" : "0");
  const balance = () => props.token.entries.reduce((sum, { delta }) => sum + delta, 0);
  return (
    <table class="my-1.5 ml-6 w-[calc(100%-1.5rem)] text-sm tabular-nums">
      <caption class="sr-only">Ledger</caption>
      <thead class="sr-only">
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Tokens</th>
        </tr>
      </thead>
      <tbody>
        <For each={props.token.entries}>
          {(entry) => (
            <tr class="align-top">
              <td class="w-px py-0.5 pr-4 whitespace-nowrap text-ink-3">
                {formats().instant(entry.at, { month: "short", day: "numeric", timeStyle: undefined })}
              </td>
              <td class="py-0.5 [overflow-wrap:anywhere]">
                {entryWords[entry.kind]}
                <span class="text-ink-3">
                  {[entry.by && ` by ${entry.by}`, entry.comment && ` · ${entry.comment}`]
                    .filter(Boolean)
                    .join("")}
                </span>
              </td>
              <td class="w-10 py-0.5 text-right font-medium">{sign(entry.delta)}</td>
            </tr>
          )}
        </For>
        <tr class="border-t border-line">
          <td />
          <td class="py-0.5 text-ink-3">Balance</td>
          <td class="py-0.5 text-right font-semibold">{balance()}</td>
        </tr>
      </tbody>
    </table>
  );
}
