import { createSignal, For, Show } from "solid-js";
import type { PolicyRow } from "../../../../worker/domains/policies/schemas.ts";
import { api } from "../../../shared/api.ts";
import { formats } from "../../../shared/formats.ts";
import { useShortcuts } from "../../../shared/keyboard.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { PencilIcon, PlusIcon, Trash2Icon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { act, reorder } from "../acts.ts";
import { EntryList } from "../entry-list.tsx";
import { QueryStates } from "../query-states.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { PolicyDrawer } from "./policy-drawer.tsx";
import { kindOptions, labelOf, momentOptions } from "./policy-words.ts";

const path = "/policies";
type Answer = { change: null };

/** What families agree to, in the order in which they read it. */
export default function PoliciesPage() {
  const policies = createQuery<{ rows: PolicyRow[]; deleted: PolicyRow[] }>(() => path);
  const [open, setOpen] = createSignal<PolicyRow | "new">();
  const mayEdit = () => can("policies", "full");
  useShortcuts({
    keys: "n",
    label: "New policy",
    group: "This page",
    when: mayEdit,
    run: () => setOpen("new"),
  });
  const then = async (send: Promise<Answer>) => {
    const answer = await send;
    policies.refetch();
    return answer;
  };
  const order = (ids: string[]) =>
    void reorder(path, ids, () => then(api.put<Answer>(`${path}/order`, { ids })));
  const remove = ({ id, version }: PolicyRow) =>
    void act(() => then(api.delete<Answer>(`${path}/${id}`, { version })));
  const restore = ({ id, version }: PolicyRow) =>
    void act(() => then(api.post<Answer>(`${path}/${id}/restore`, { version })));
  const isFixed = ({ kind }: PolicyRow) => kind === "photo" || kind === "transaction";

  return (
    <SettingsPage
      title="Policies"
      intro="What families agree to. Another text is a new version, and families are asked again; who accepted which text when is kept."
      may={mayEdit()}
      actions={
        <Button variant="primary" icon={PlusIcon} onClick={() => setOpen("new")}>
          New policy
        </Button>
      }
    >
      <QueryStates query={policies} label="policies">
        {(data) => (
          <>
            <EntryList
              rows={data().rows}
              name={(row) => row.title}
              may={mayEdit()}
              onOrder={data().rows.length > 1 ? order : undefined}
              actions={(row) => (
                <>
                  <IconButton label={`Edit ${row.title}`} icon={PencilIcon} onClick={() => setOpen(row)} />
                  <IconButton
                    label={`Delete ${row.title}`}
                    icon={Trash2Icon}
                    disabled={isFixed(row)}
                    onClick={() => remove(row)}
                  />
                </>
              )}
            >
              {(row) => <PolicyEntry row={row} />}
            </EntryList>
            <Show when={data().deleted.length > 0}>
              <Deleted rows={data().deleted} mayEdit={mayEdit()} onRestore={restore} />
            </Show>
          </>
        )}
      </QueryStates>
      <Show when={open()} keyed>
        {(row) => (
          <PolicyDrawer
            policy={row === "new" ? undefined : row}
            onClose={() => {
              setOpen(undefined);
              policies.refetch();
            }}
          />
        )}
      </Show>
    </SettingsPage>
  );
}

function PolicyEntry(props: { row: PolicyRow }) {
  const facts = () => {
    const { kind, shownFor, number, textSince, isPublic } = props.row;
    return [
      kind === "transaction" ? labelOf(momentOptions, shownFor) : labelOf(kindOptions, kind),
      `version ${number}, since ${formats().instant(textSince, { dateStyle: "medium" })}`,
      isPublic ? undefined : "on paper only",
    ];
  };
  return (
    <>
      <p class="flex flex-wrap items-center gap-2 font-semibold">
        {props.row.title}
        <Pill tone={props.row.isRequired ? "warn" : "plain"}>
          {props.row.isRequired ? "Required" : "Optional"}
        </Pill>
      </p>
      <p class="text-sm text-ink-3">{facts().filter(Boolean).join(" · ")}</p>
    </>
  );
}

function Deleted(props: {
  rows: readonly PolicyRow[];
  mayEdit: boolean;
  onRestore: (row: PolicyRow) => void;
}) {
  return (
    <details class="mx-4 mt-6 sm:mx-6">
      <summary class="cursor-pointer text-ink-2 pointer-coarse:min-h-11">
        Deleted ({props.rows.length})
      </summary>
      <ul class="mt-2 border-t border-line">
        <For each={props.rows}>
          {(row) => (
            <li class="flex min-h-11 flex-wrap items-center gap-3 border-b border-line py-1.5">
              <span class="min-w-32 flex-1 [overflow-wrap:anywhere]">
                {row.title}{" "}
                <span class="text-sm text-ink-3">deleted {formats().ago(row.deletedAt ?? 0)}</span>
              </span>
              <Show when={props.mayEdit}>
                <Button aria-label={`Restore ${row.title}`} onClick={() => props.onRestore(row)}>
                  Restore
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </details>
  );
}
