import { For, Show } from "solid-js";
import { api } from "../../../shared/api.ts";
import { PlusIcon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { Popover } from "../../../shared/ui/popover.tsx";
import type { FamilyRoom, Written } from "./family-room.ts";

export function KeywordFact(props: { room: FamilyRoom }) {
  const chosen = () => props.room.page().keywordIds;
  const list = () => (props.room.options()?.keywords ?? []).filter((keyword) => keyword.kind === "family");
  const shown = () => list().filter(({ id }) => chosen().includes(id));

  function toggle(id: string) {
    const keywordIds = chosen().includes(id) ? chosen().filter((one) => one !== id) : [...chosen(), id];
    void props.room.act(
      () => api.put<Written>(`${props.room.path()}/keywords`, { keywordIds }),
      (page) => ({ ...page, keywordIds }),
    );
  }

  return (
    <div class="flex min-h-8 flex-wrap items-center gap-1.5 py-1 pointer-coarse:min-h-11">
      <For each={shown()}>{(keyword) => <Pill>{keyword.label}</Pill>}</For>
      <Show when={!props.room.mayEdit() && shown().length === 0}>
        <span class="text-ink-3">–</span>
      </Show>
      <Show when={props.room.mayEdit()}>
        <Popover
          label="Keywords of the family"
          triggerClass="hit inline-flex h-6 items-center gap-1 rounded-full border border-dashed border-line-strong px-2 text-xs text-ink-2 hover:border-solid hover:bg-hover hover:text-ink pointer-coarse:h-9 print:hidden"
          trigger={
            <>
              <PlusIcon class="size-3" />
              {shown().length > 0 ? "Change" : "Add keywords"}
            </>
          }
        >
          <div class="flex max-h-72 flex-col overflow-y-auto">
            <For each={list()} fallback={<p class="px-2 py-1 text-ink-3">The school has no keywords yet.</p>}>
              {(keyword) => (
                <label class="flex min-h-8 items-center gap-2.5 rounded-sm px-2 hover:bg-hover pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    class="check"
                    checked={chosen().includes(keyword.id)}
                    onChange={() => toggle(keyword.id)}
                  />
                  {keyword.label}
                </label>
              )}
            </For>
          </div>
        </Popover>
      </Show>
    </div>
  );
}
