import { createSignal, For, Show } from "solid-js";
import { type SuppressionRow, suppressionInput } from "../../../../worker/domains/suppressions/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { createPages } from "../../../shared/pages.ts";
import { showProblem } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { MailIcon } from "../../../shared/ui/icons.tsx";
import { SearchBox } from "../../../shared/ui/search-box.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { withParams } from "../../../shared/url-state.ts";
import { announce } from "../../audit/announce.ts";
import { maySet, SettingsPage } from "../settings-page.tsx";
import { SendingForm } from "./sending-form.tsx";

const path = "/suppressions";
const reasons: Record<SuppressionRow["reason"], string> = {
  bounced: "Mail to it bounced",
  complained: "Its owner called our mail spam",
  unsubscribed: "Its owner wants no advertisements",
  by_hand: "Put here by hand",
};

/** Addresses that no mail goes to, and how fast mail to many goes out. */
export default function SuppressionsPage() {
  const [typed, setTyped] = createSignal("");
  const pages = createPages<SuppressionRow>(() => withParams(path, { q: typed().trim() }));
  const lift = async ({ id, version }: SuppressionRow) => {
    try {
      announce((await api.delete<{ change: Committed }>(`${path}/${id}`, { version })).change, path);
    } catch (cause) {
      showProblem(cause);
    }
  };
  return (
    <SettingsPage
      title="Mail to many"
      intro="Addresses that bounced or complained get no more mail, so that the mail of the school keeps arriving everywhere else. Codes to log in are sent all the same."
    >
      <div class="flex flex-col gap-6 px-4 sm:px-6">
        <SendingForm />
        <section class="flex max-w-3xl flex-col gap-3">
          <h2 class="text-lg font-bold tracking-tight">Suppressed addresses</h2>
          <Show when={maySet()}>
            <AddForm />
          </Show>
          <SearchBox label="Search addresses" value={typed()} onInput={setTyped} />
          <Show when={pages.error() && pages.rows().length === 0 && pages.error()}>
            {(error) => <ErrorState error={error()} onRetry={pages.refetch} />}
          </Show>
          <Show when={!pages.pending() && !pages.error() && pages.rows().length === 0}>
            <EmptyState icon={MailIcon} title={typed() ? "No such address" : "Mail goes to everybody"}>
              Nothing has bounced so far.
            </EmptyState>
          </Show>
          <ul>
            <For each={pages.rows()}>
              {(row) => (
                <li class="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2">
                  <span class="min-w-0 flex-1">
                    <span class="block font-semibold [overflow-wrap:anywhere]">{row.address}</span>
                    <span class="block text-sm text-ink-3">
                      {[
                        reasons[row.reason],
                        row.reach === "marketing" ? "no advertisements only" : "no mail at all",
                        row.note,
                        formats().instant(row.createdAt, { dateStyle: "medium" }),
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </span>
                  </span>
                  <Show when={maySet()}>
                    <Button size="small" onClick={() => void lift(row)}>
                      Write there again
                    </Button>
                  </Show>
                </li>
              )}
            </For>
          </ul>
          <Show when={pages.hasMore()}>
            <Button busy={pages.loadingMore()} onClick={pages.loadMore}>
              Show more
            </Button>
          </Show>
        </section>
      </div>
    </SettingsPage>
  );
}

function AddForm() {
  const form = createForm({
    initial: { address: "", reach: "all", note: null as string | null },
    schema: suppressionInput as never,
    send: (values: object, idempotencyKey) =>
      api.post<{ change: Committed }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, path);
      form.reset({ address: "", reach: "all", note: null });
    },
  });
  return (
    <form class="flex flex-col gap-2" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <div class="flex flex-wrap items-end gap-2">
        <div class="min-w-56 flex-1">
          <TextInput field={form.field("address")} label="Address" inputMode="email" />
        </div>
        <Button type="submit" busy={form.submitting()}>
          No mail there
        </Button>
      </div>
    </form>
  );
}
