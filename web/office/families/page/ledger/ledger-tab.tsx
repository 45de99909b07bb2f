import { createMemo, lazy, Show, Suspense } from "solid-js";
import type { FamilyLedger, FamilyMoney } from "../../../../../worker/domains/ledger/shapes.ts";
import { useShortcuts } from "../../../../shared/keyboard.ts";
import { createPages } from "../../../../shared/pages.ts";
import { createQuery } from "../../../../shared/query.ts";
import { can } from "../../../../shared/session.ts";
import { useParam, useQuickParam } from "../../../../shared/url-state.ts";
import { familyMoneyPath } from "../../../ledger/calls.ts";
import { openMoney } from "../../../ledger/opening.ts";
import { PaymentMethods } from "../../../payments/payment-methods.tsx";
import type { FamilyRoom } from "../family-room.ts";
import { EntryPeek } from "./entry-peek.tsx";
import { LedgerActions } from "./ledger-actions.tsx";
import { LedgerFilters } from "./ledger-filters.tsx";
import { createLedgerSearch } from "./ledger-search.ts";
import { LedgerTable } from "./ledger-table.tsx";
import { MoneyStrip } from "./money-strip.tsx";
import { ReRateNotice } from "./re-rate-notice.tsx";

const DocumentDrawer = lazy(() => import("../../../ledger/document-drawer.tsx"));

export type LedgerRow = FamilyLedger["entries"][number] & { readonly id: string };

const toPage = ({ entries, nextCursor }: FamilyLedger) => ({
  rows: entries.map((entry): LedgerRow => ({ ...entry, id: String(entry.seq) })),
  nextCursor,
  total: null,
});

/** A refund is shown with its payment. */
const documentOf = (entry: LedgerRow) =>
  entry.document.entity === "refunds" ? (entry.paymentId ?? undefined) : entry.document.id;

/** What the family owes and paid, newest first, with what it owed after each entry. */
export default function LedgerTab(props: { room: FamilyRoom }) {
  const family = () => props.room.page().family;
  const search = createLedgerSearch(() => family().id);
  const entries = createPages<LedgerRow>(search.path, toPage);
  const money = createQuery<FamilyMoney>(() => familyMoneyPath(family().id));
  const [documentId, setDocumentId] = useParam("document");
  const [peekId, setPeekId] = useQuickParam("entry");
  const peeked = createMemo(() => entries.rows().find(({ id }) => id === peekId()));
  const subject = () => ({
    id: family().id,
    name: family().name,
    homeLocationId: family().homeLocationId,
  });
  useShortcuts({
    keys: "Escape",
    label: "Close what lies beside the ledger",
    group: "List",
    when: () => Boolean(peekId()),
    run: () => setPeekId(undefined),
  });
  const apply = () => openMoney({ kind: "apply", family: subject() });

  return (
    <div class="flex flex-col gap-4">
      <h2 class="sr-only">Ledger</h2>
      <ReRateNotice familyId={family().id} />
      <div class="flex flex-wrap items-start justify-between gap-x-10 gap-y-4">
        <MoneyStrip
          money={money.data() ?? props.room.page().money}
          onApply={can("payments", "full") ? apply : undefined}
        />
        <LedgerActions family={subject()} />
      </div>
      <PaymentMethods familyId={family().id} />
      <div class="-mx-4 -mb-2 sm:-mx-6">
        <LedgerFilters search={search} />
      </div>
      <div class="-mx-4 flex items-start sm:-mx-6">
        <LedgerTable
          entries={entries}
          search={search}
          family={subject()}
          peekId={peekId()}
          onPeek={setPeekId}
          onOpen={(entry) => setDocumentId(documentOf(entry))}
        />
        <Show when={peeked()}>
          {(entry) => (
            <EntryPeek
              entry={entry()}
              onOpen={() => setDocumentId(documentOf(entry()))}
              onClose={() => setPeekId(undefined)}
            />
          )}
        </Show>
      </div>
      <Show when={documentId()} keyed>
        {(id) => (
          <Suspense>
            <DocumentDrawer id={id} onClose={() => setDocumentId(undefined)} />
          </Suspense>
        )}
      </Show>
    </div>
  );
}
