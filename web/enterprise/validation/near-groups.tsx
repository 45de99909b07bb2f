import { For } from "solid-js";
import type { NameKind, NearGroup } from "../../../worker/enterprise/validation/schemas.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { accountsWord, shownName, wordsOf } from "./kind-words.ts";
import type { Renaming } from "./names-tab.tsx";

type NearGroupsProps = {
  groups: readonly NearGroup[];
  kind: NameKind;
  onAccounts: (name: string) => void;
  onRename: (renaming: Renaming) => void;
};

/** Names that are probably one: what most accounts say, and what others may have meant by something else. */
export function NearGroups(props: NearGroupsProps) {
  return (
    <section aria-labelledby={`near-${props.kind}`}>
      <h2 id={`near-${props.kind}`} class="pb-2 text-md font-bold tracking-tight">
        Probably the same {wordsOf(props.kind).noun}
      </h2>
      <ul class="grid gap-3 lg:grid-cols-2 2xl:grid-cols-3">
        <For each={props.groups}>
          {({ likely, others }) => (
            <li class="surface flex flex-col gap-2 p-4">
              <div class="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span class="font-semibold [overflow-wrap:anywhere]">{shownName(likely.name)}</span>
                <Pill tone="good">Likely right</Pill>
                <span class="flex-1" />
                <Button
                  size="small"
                  variant="quiet"
                  class="underline decoration-line-strong underline-offset-4"
                  onClick={() => props.onAccounts(likely.name)}
                >
                  {accountsWord(likely.accounts)}
                  <span class="sr-only"> with {likely.name}: click for accounts</span>
                </Button>
              </div>
              <ul class="divide-y divide-line border-t border-line">
                <For each={others}>
                  {(other) => (
                    <li class="flex flex-wrap items-center gap-x-2 gap-y-1 pt-2 not-last:pb-2">
                      <span class="min-w-0 flex-1 basis-24 [overflow-wrap:anywhere]">
                        {shownName(other.name)}
                      </span>
                      <Button
                        size="small"
                        variant="quiet"
                        class="underline decoration-line-strong underline-offset-4"
                        onClick={() => props.onAccounts(other.name)}
                      >
                        {accountsWord(other.accounts)}
                        <span class="sr-only"> with {other.name}: click for accounts</span>
                      </Button>
                      <Button
                        size="small"
                        aria-label={`Rename ${other.name} to ${likely.name}…`}
                        onClick={() => props.onRename({ from: other.name, to: likely.name.trim() })}
                      >
                        Rename…
                      </Button>
                    </li>
                  )}
                </For>
              </ul>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
