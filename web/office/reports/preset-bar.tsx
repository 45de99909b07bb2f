import { A } from "@solidjs/router";
import { createSignal, For, lazy, Show } from "solid-js";
import type { ReportPreset, ReportSummary, ReportsPage } from "../../../worker/domains/reports/shapes.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EllipsisIcon, Trash2Icon, UsersIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuItem, MenuLine } from "../../shared/ui/menu.tsx";
import { announce } from "../audit/announce.ts";
import { type FilterState, filterHref } from "./filter-state.ts";

const SavePresetDialog = lazy(() => import("./save-preset-dialog.tsx"));

type PresetBarProps = { report: ReportSummary; page: ReportsPage; state: FilterState };
type Answer = { change: Committed | null };

/** Filters that were kept, one's own and those that others share; and how to keep these. */
export function PresetBar(props: PresetBarProps) {
  const [saving, setSaving] = createSignal(false);
  const presets = () => props.page.presets.filter(({ code }) => code === props.report.code);
  return (
    <div class="flex flex-wrap items-center gap-2 pb-4">
      <ul class="contents" aria-label="Presets">
        <For each={presets()}>
          {(preset) => (
            <li class="inline-flex items-center rounded-full border border-line-strong bg-sheet pl-3">
              <A
                class="hit py-0.5 pr-2 font-medium hover:underline"
                href={filterHref(props.report, preset.filter)}
              >
                {preset.name}
              </A>
              <Show
                when={preset.isMine}
                fallback={<span class="pr-3 text-sm text-ink-3">by {preset.ownerName}</span>}
              >
                <Own preset={preset} state={props.state} />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Button size="small" variant="quiet" onClick={() => setSaving(true)}>
        Save these filters…
      </Button>
      <Show when={props.state.isChanged()}>
        <Button size="small" variant="quiet" onClick={() => props.state.reset()}>
          Reset
        </Button>
      </Show>
      <Show when={saving()}>
        <SavePresetDialog
          code={props.report.code}
          filter={props.state.values()}
          onClose={() => setSaving(false)}
        />
      </Show>
    </div>
  );
}

function Own(props: { preset: ReportPreset; state: FilterState }) {
  const path = () => `/reports/presets/${props.preset.id}`;
  async function act(send: () => Promise<Answer>) {
    try {
      announce((await send()).change, "/reports");
    } catch (cause) {
      showProblem(cause);
    }
  }
  const change = (patch: object) =>
    act(() => api.patch<Answer>(path(), { ...patch, version: props.preset.version }));
  return (
    <Menu
      label={`Change the preset ${props.preset.name}`}
      placement="bottom-end"
      triggerClass="hit grid size-7 place-items-center rounded-full text-ink-3 hover:text-ink"
      trigger={<EllipsisIcon />}
    >
      <MenuItem
        label="Keep the filters as they are now"
        onSelect={() => void change({ filter: props.state.values() })}
      />
      <MenuItem
        icon={UsersIcon}
        label={props.preset.isShared ? "Keep it to myself" : "Share with everybody"}
        onSelect={() => void change({ isShared: !props.preset.isShared })}
      />
      <MenuLine />
      <MenuItem
        icon={Trash2Icon}
        label="Delete"
        onSelect={() => void act(() => api.delete<Answer>(path(), { version: props.preset.version }))}
      />
    </Menu>
  );
}
