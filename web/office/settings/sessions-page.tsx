import { createSignal, Show } from "solid-js";
import type { SessionRow } from "../../../worker/domains/class-sessions/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { CalendarIcon, PencilIcon, PlusIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { act } from "./acts.ts";
import { dateRange } from "./date-range.ts";
import { EntryList } from "./entry-list.tsx";
import { QueryStates } from "./query-states.tsx";
import { SessionDrawer } from "./session-drawer.tsx";
import { sessionWords } from "./session-words.ts";
import { maySet, SettingsPage } from "./settings-page.tsx";

const path = "/settings/sessions";

export default function SessionsPage() {
  const sessions = createQuery<{ rows: SessionRow[] }>(() => path);
  const [open, setOpen] = createSignal<SessionRow | "new">();
  useShortcuts({
    keys: "n",
    label: "New session",
    group: "This page",
    when: maySet,
    run: () => setOpen("new"),
  });
  const remove = (row: SessionRow) => act(() => api.delete(`${path}/${row.id}`, { version: row.version }));
  return (
    <SettingsPage
      title="Sessions"
      intro="Terms and blocks. A class that is put into sessions meets only within them; a class without one meets all year."
      actions={
        <Button variant="primary" icon={PlusIcon} onClick={() => setOpen("new")}>
          New session
        </Button>
      }
    >
      <QueryStates query={sessions} label="sessions">
        {(data) => (
          <Show
            when={data().rows.length > 0}
            fallback={
              <EmptyState icon={CalendarIcon} title="No sessions yet">
                You need them only if classes run in terms, for example “Fall 2026”.
              </EmptyState>
            }
          >
            <div class="max-w-3xl">
              <EntryList
                rows={data().rows}
                name={(row) => row.name}
                actions={(row) => (
                  <>
                    <IconButton label={`Edit ${row.name}`} icon={PencilIcon} onClick={() => setOpen(row)} />
                    <IconButton
                      label={`Delete ${row.name}`}
                      icon={Trash2Icon}
                      onClick={() => void remove(row)}
                    />
                  </>
                )}
              >
                {(row) => <OneSession session={row} />}
              </EntryList>
            </div>
          </Show>
        )}
      </QueryStates>
      <Show when={open()} keyed>
        {(row) => (
          <SessionDrawer session={row === "new" ? undefined : row} onClose={() => setOpen(undefined)} />
        )}
      </Show>
    </SettingsPage>
  );
}

function OneSession(props: { session: SessionRow }) {
  const now = () => {
    const today = formats().today();
    if (props.session.startsOn > today) return <Pill tone="accent">To come</Pill>;
    return props.session.endsOn !== null && props.session.endsOn < today ? (
      <Pill>Over</Pill>
    ) : (
      <Pill tone="good">Now</Pill>
    );
  };
  const facts = () => {
    const { startsOn, endsOn, classes, kind } = props.session;
    const held = classes === 1 ? "1 class" : `${formats().number(classes)} classes`;
    return [dateRange(startsOn, endsOn), sessionWords[kind].label, held].join(" · ");
  };
  return (
    <>
      <p class="flex flex-wrap items-center gap-x-2 font-semibold">
        {props.session.name}
        {now()}
      </p>
      <p class="text-sm text-ink-3 tabular-nums">{facts()}</p>
    </>
  );
}
