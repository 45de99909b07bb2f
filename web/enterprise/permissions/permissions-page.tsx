import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import type { OverriddenRight, OverridesPage } from "../../../worker/enterprise/permissions/schemas.ts";
import { foldText } from "../../shared/format/text-match.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { LeaveGuard } from "../../shared/ui/leave-guard.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { useParam } from "../../shared/url-state.ts";
import { NodePicker } from "./node-picker.tsx";
import { createOverrideEdits } from "./override-edits.ts";
import { OverrideRow } from "./override-row.tsx";
import { PreviewDialog } from "./preview-dialog.tsx";

const sections: Record<OverriddenRight["section"], string> = {
  application: "Application Access",
  pages: "Pages",
  tasks: "Tasks",
  reports: "Reports",
};

/** What groups take away from everybody in their accounts, whatever was granted there. */
export default function PermissionsPage() {
  const [group, setGroup] = useParam("group");
  const [search, setSearch] = createSignal("");
  const [previewing, setPreviewing] = createSignal(false);
  const query = createQuery<OverridesPage>(() => `/permissions${group() ? `?group=${group()}` : ""}`, {
    keepPrevious: true,
  });
  const edits = createOverrideEdits(query.data, query.refetch);
  const shown = createMemo(() => {
    const words = foldText(search()).split(/\s+/).filter(Boolean);
    const found = (query.data()?.rights ?? []).filter(({ label, description }) => {
      const text = foldText(`${label} ${description}`);
      return words.every((word) => text.includes(word));
    });
    return [...Map.groupBy(found, ({ section }) => section)];
  });

  return (
    <div class="flex min-h-full flex-col">
      <PageHeader
        title="Permissions"
        search={{ label: "Search rights", value: search(), onInput: setSearch }}
      />
      <LeaveGuard dirty={edits.changes().length > 0} what="rights" />
      <Switch>
        <Match when={query.data()}>
          {(page) => (
            <div class="w-full max-w-5xl flex-1 px-4 pb-8 sm:px-6">
              <NodePicker
                page={page()}
                onPick={(id) => {
                  edits.drop();
                  setGroup(id ?? "");
                }}
              />
              <p class="mt-3 max-w-prose text-pretty text-ink-2">
                What is removed here nobody has in {accountsIn(page())}: neither their staff nor users of this
                portal who come in. Admins of this portal keep everything, and who may sign in at all is
                decided in each account.
              </p>
              <For
                each={shown()}
                fallback={
                  <EmptyState icon={LockIcon} title="No right is called that">
                    <p>Try another word.</p>
                  </EmptyState>
                }
              >
                {([section, rights]) => (
                  <section class="mt-6">
                    <h2 class="pb-1.5 font-bold tracking-tight">{sections[section]}</h2>
                    <ul class="border-t border-line">
                      <For each={rights}>
                        {(right) => (
                          <OverrideRow
                            right={right}
                            value={edits.value(right.right)}
                            onChange={(to) => edits.choose(right.right, to)}
                          />
                        )}
                      </For>
                    </ul>
                  </section>
                )}
              </For>
            </div>
          )}
        </Match>
        <Match when={query.error()}>
          {(error) => <ErrorState error={error()} onRetry={query.refetch} />}
        </Match>
      </Switch>
      <Show when={edits.changes().length > 0}>
        <div
          class="sticky bottom-0 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-sheet px-4 py-3 sm:px-6"
          data-no-print
        >
          <p class="mr-auto font-medium" role="status">
            {edits.changes().length === 1 ? "1 change" : `${edits.changes().length} changes`} not saved
          </p>
          <Button onClick={edits.drop}>Discard</Button>
          <Button variant="primary" onClick={() => setPreviewing(true)}>
            See who loses what
          </Button>
        </div>
      </Show>
      <Show when={previewing() && query.data()}>
        {(page) => (
          <PreviewDialog
            node={page().node}
            changes={edits.changes()}
            isSaving={edits.isSaving()}
            onClose={() => setPreviewing(false)}
            onSave={async () => {
              await edits.save();
              setPreviewing(false);
            }}
          />
        )}
      </Show>
    </div>
  );
}

function accountsIn({ node, accountCount }: OverridesPage): string {
  return accountCount === 1
    ? `the one account of “${node.name}”`
    : `the ${accountCount} accounts of “${node.name}”`;
}
