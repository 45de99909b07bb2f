import { createSignal, For, Show } from "solid-js";
import type { KeywordKind, KeywordRow } from "../../../worker/domains/settings/schemas.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { LightbulbIcon, PlusIcon } from "../../shared/ui/icons.tsx";
import { UrlTabs } from "../../shared/ui/url-tabs.tsx";
import { useParam } from "../../shared/url-state.ts";
import { KeywordChip } from "./keyword-chip.tsx";
import { KeywordDialog } from "./keyword-dialog.tsx";
import { QueryStates } from "./query-states.tsx";
import { maySet, SettingsPage } from "./settings-page.tsx";

const kinds: { kind: KeywordKind; label: string; example: string }[] = [
  { kind: "family", label: "Families", example: "Volunteer" },
  { kind: "student", label: "Students", example: "Competition team" },
  { kind: "staff", label: "Staff", example: "First aid" },
  { kind: "class", label: "Classes", example: "Pilot" },
];

export default function KeywordsPage() {
  const keywords = createQuery<{ rows: KeywordRow[] }>(() => "/settings/keywords");
  const [open, setOpen] = createSignal<KeywordRow | KeywordKind>();
  const [tab] = useParam("for");
  const current = () => kinds.find(({ kind }) => kind === tab())?.kind ?? "family";
  useShortcuts({
    keys: "n",
    label: "New keyword",
    group: "This page",
    when: maySet,
    run: () => setOpen(current()),
  });
  return (
    <SettingsPage
      title="Keywords"
      intro="Words of your own to mark people with, and to find them by. Press one to change it."
      actions={
        <Button variant="primary" icon={PlusIcon} onClick={() => setOpen(current())}>
          New keyword
        </Button>
      }
    >
      <QueryStates query={keywords} label="keywords">
        {(data) => {
          const tabs = kinds.map((one) => {
            const rows = () => data().rows.filter((row) => row.kind === one.kind);
            return {
              id: one.kind,
              label: one.label,
              get count() {
                return rows().length;
              },
              content: () => <KeywordsOf {...one} rows={rows()} onOpen={setOpen} />,
            };
          });
          return <UrlTabs label="Keywords for" param="for" tabs={tabs} />;
        }}
      </QueryStates>
      <Show when={open()} keyed>
        {(what) => (
          <KeywordDialog
            keyword={typeof what === "string" ? undefined : what}
            kind={typeof what === "string" ? what : what.kind}
            onClose={() => setOpen(undefined)}
          />
        )}
      </Show>
    </SettingsPage>
  );
}

type KeywordsOfProps = {
  label: string;
  example: string;
  rows: KeywordRow[];
  onOpen: (row: KeywordRow) => void;
};

function KeywordsOf(props: KeywordsOfProps) {
  return (
    <Show
      when={props.rows.length > 0}
      fallback={
        <EmptyState icon={LightbulbIcon} title={`No keywords for ${props.label.toLowerCase()} yet`}>
          For example “{props.example}”.
        </EmptyState>
      }
    >
      <ul class="flex flex-wrap items-center gap-2 px-4 py-5 sm:px-6">
        <For each={props.rows}>
          {(row) => (
            <li>
              <KeywordChip
                label={row.label}
                color={row.color}
                onPress={maySet() ? () => props.onOpen(row) : undefined}
              />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
