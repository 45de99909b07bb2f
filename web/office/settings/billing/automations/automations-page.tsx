import { A } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type {
  AutomationRow,
  AutomationsPage as Automations,
} from "../../../../../worker/domains/billing-automations/shapes.ts";
import type { Committed } from "../../../../../worker/kernel/committed.ts";
import { api } from "../../../../shared/api.ts";
import { useShortcuts } from "../../../../shared/keyboard.ts";
import { createQuery } from "../../../../shared/query.ts";
import { can } from "../../../../shared/session.ts";
import { showProblem } from "../../../../shared/toasts.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { EmptyState } from "../../../../shared/ui/empty-state.tsx";
import { IconButton } from "../../../../shared/ui/icon-button.tsx";
import { ClockIcon, PencilIcon, PlusIcon, Trash2Icon } from "../../../../shared/ui/icons.tsx";
import { Pill } from "../../../../shared/ui/pill.tsx";
import { announce } from "../../../audit/announce.ts";
import { EntryList } from "../../entry-list.tsx";
import { QueryStates } from "../../query-states.tsx";
import { SettingsPage } from "../../settings-page.tsx";
import { AutomationDrawer } from "./automation-drawer.tsx";
import { AUTOMATIONS_SHOWN_IN, automationsPath } from "./automation-form.ts";
import { aboutText, lastWords, nextText } from "./automation-words.ts";

const mayAutomate = () => can("billing_setup", "full") && can("transactions", "full");

/** What bills itself: prepared on its day, told to staff, begun after a wait in which anybody may stop it. */
export default function AutomationsPage() {
  const query = createQuery<Automations>(() => automationsPath);
  const [open, setOpen] = createSignal<AutomationRow | "new">();
  useShortcuts({
    keys: "n",
    label: "New automation",
    group: "This page",
    when: mayAutomate,
    run: () => setOpen("new"),
  });
  return (
    <SettingsPage
      title="Automations"
      intro="What bills itself every month. On its day a preview is prepared and staff are told by mail; after the wait it begins by itself, unless somebody stops it or it is so different from last time that it asks."
      may={mayAutomate()}
      actions={
        <Button variant="primary" icon={PlusIcon} onClick={() => setOpen("new")}>
          New automation
        </Button>
      }
    >
      <QueryStates query={query} label="the automations">
        {(page) => (
          <>
            <Show
              when={page().rows.length > 0}
              fallback={
                <EmptyState icon={ClockIcon} title="Nothing bills itself yet">
                  For example class tuition: prepared on the 20th, told to the office, begun two days later.
                </EmptyState>
              }
            >
              <div class="max-w-4xl">
                <EntryList
                  rows={[...page().rows]}
                  may={mayAutomate()}
                  name={(row) => row.name}
                  actions={(row) => <Actions row={row} onEdit={() => setOpen(() => row)} />}
                >
                  {(row) => <Entry row={row} page={page()} />}
                </EntryList>
              </div>
            </Show>
            <Show when={open()} keyed>
              {(row) => (
                <AutomationDrawer
                  entry={row === "new" ? undefined : row}
                  page={page()}
                  onClose={() => setOpen(undefined)}
                />
              )}
            </Show>
          </>
        )}
      </QueryStates>
    </SettingsPage>
  );
}

function Entry(props: { row: AutomationRow; page: Automations }) {
  const told = () =>
    props.page.staff.filter(({ id }) => props.row.notifyStaffIds.includes(id)).map(({ name }) => name);
  const next = () => {
    const { nextAt, beginsAt } = props.row;
    return nextAt === null || beginsAt === null
      ? "Does not run until it is switched on"
      : nextText(nextAt, beginsAt);
  };
  return (
    <>
      <p class="flex flex-wrap items-center gap-x-2 font-semibold">
        {props.row.name}
        <Show when={!props.row.isActive}>
          <Pill>Off</Pill>
        </Show>
      </p>
      <p class="tabular-nums">{next()}</p>
      <p class="text-sm text-ink-3 tabular-nums">{aboutText(props.row, told())}</p>
      <Show when={props.row.lastRun}>
        {(last) => (
          <p class="flex flex-wrap items-center gap-x-2 text-sm text-ink-2">
            Last:
            <A href={`/transactions/${last().id}`} class="link">
              {last().title}
            </A>
            <Pill tone={lastWords(last()).tone}>{lastWords(last()).label}</Pill>
          </p>
        )}
      </Show>
    </>
  );
}

function Actions(props: { row: AutomationRow; onEdit: () => void }) {
  const path = () => `${automationsPath}/${props.row.id}`;
  async function act(send: () => Promise<{ change: Committed | null }>): Promise<boolean> {
    try {
      announce((await send()).change, ...AUTOMATIONS_SHOWN_IN);
      return true;
    } catch (cause) {
      showProblem(cause);
      return false;
    }
  }
  async function toggle(input: HTMLInputElement) {
    const { version } = props.row;
    const sent = { version, isActive: input.checked };
    if (!(await act(() => api.put(`${path()}/active`, sent)))) input.checked = props.row.isActive;
  }
  const remove = () => act(() => api.delete(path(), { version: props.row.version }));
  return (
    <>
      <input
        type="checkbox"
        role="switch"
        class="switch mr-2"
        aria-label={`${props.row.name} is on`}
        checked={props.row.isActive}
        aria-checked={props.row.isActive}
        onChange={(event) => void toggle(event.currentTarget)}
      />
      <IconButton label={`Edit ${props.row.name}`} icon={PencilIcon} onClick={props.onEdit} />
      <IconButton label={`Delete ${props.row.name}`} icon={Trash2Icon} onClick={() => void remove()} />
    </>
  );
}
