import { createEffect, For, on, Show } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type {
  GrantRow,
  RightLevel,
  RightReport,
  RightsCatalog,
} from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { can } from "../../shared/session.ts";
import { stableRows } from "../../shared/stable-rows.ts";
import { showProblem } from "../../shared/toasts.ts";
import { announce } from "../audit/announce.ts";
import { RightRow } from "./right-row.tsx";

export type Holder = { kind: "group" | "staff"; id: string };

type RightsEditorProps = {
  holder: Holder;
  /** What is given to the holder directly. */
  grants: readonly GrantRow[];
  catalog: RightsCatalog;
  /** For a person: what comes of everything together, and why. */
  reports?: readonly RightReport[];
  /** What stands over the outcome and over the switches of a person. */
  columns?: readonly [string, string];
};

type GrantChange = {
  right: string;
  level: RightLevel;
  locationId: string | null;
  ownClassesOnly: boolean;
};

/** What a row may ask for: a level for a place, or none. */
export type SetGrant = (change: GrantChange) => void;

async function sendGrant(holder: Holder, { level, ...change }: GrantChange, current: GrantRow | undefined) {
  if (level !== "none") {
    const grant = { holder, level, ...change };
    const answer = await api.post<{ change: Committed | null }>("/staff/grants", grant);
    announce(answer.change, "/staff", "/session");
  } else if (current) {
    const { id, version } = current;
    const answer = await api.delete<{ change: Committed }>(`/staff/grants/${id}`, { version });
    announce(answer.change, "/staff", "/session");
  }
}

const sections = [
  { key: "application", title: "Signing in" },
  { key: "pages", title: "Pages" },
  { key: "tasks", title: "Tasks" },
  { key: "reports", title: "Reports" },
] as const;

/** Every right there is, with what the holder is given of it. Each choice is saved at once and can be undone. */
export function RightsEditor(props: RightsEditorProps) {
  const [chosen, setChosen] = createStore<Record<string, RightLevel | undefined>>({});
  const mayEdit = () => can("permissions", "full");
  // What was chosen is shown until the answer says so itself.
  createEffect(
    on(
      () => props.grants,
      () => setChosen(reconcile({})),
      { defer: true },
    ),
  );
  const rights = stableRows(() => props.catalog.rights, "key");
  const grantsOf = (right: string) => props.grants.filter((grant) => grant.right === right);

  const set: SetGrant = async (change) => {
    const current = grantsOf(change.right).find((grant) => grant.locationId === change.locationId);
    if (change.locationId === null) setChosen(change.right, change.level);
    try {
      await sendGrant(props.holder, change, current);
    } catch (cause) {
      setChosen(change.right, undefined);
      showProblem(cause);
    }
  };

  return (
    <div class="flex flex-col gap-7">
      <For each={sections}>
        {(section) => (
          <section>
            <Heading
              title={section.title}
              columns={section.key === "application" ? props.columns : undefined}
              readOnly={!mayEdit()}
            />
            <ul class="border-t border-line">
              <For each={rights().filter((right) => right.section === section.key)}>
                {(right) => (
                  <RightRow
                    right={right}
                    holderId={props.holder.id}
                    grants={grantsOf(right.key)}
                    chosen={chosen[right.key]}
                    report={props.reports?.find((report) => report.right === right.key)}
                    locations={props.catalog.locations}
                    readOnly={!mayEdit()}
                    onSet={set}
                  />
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
      <Show when={!mayEdit()}>
        <p class="text-sm text-ink-3">
          Changing this takes the right “Groups and rights”. An administrator can give it.
        </p>
      </Show>
    </div>
  );
}

function Heading(props: { title: string; columns?: readonly [string, string]; readOnly: boolean }) {
  return (
    <div class="mb-1 grid gap-x-4 text-xs font-semibold text-ink-3 sm:grid-cols-[minmax(0,1fr)_11rem_9.25rem_1.75rem]">
      <h3>{props.title}</h3>
      <Show when={props.columns}>
        {(columns) => (
          <>
            <span class="pl-1 font-medium max-sm:hidden">{columns()[0]}</span>
            <span class="font-medium max-sm:hidden">{props.readOnly ? "" : columns()[1]}</span>
          </>
        )}
      </Show>
    </div>
  );
}
