import { createEffect, Match, Switch } from "solid-js";
import type { Paper } from "../../../../worker/domains/papers/shapes.ts";
import { afterPaint } from "../../../shared/after-paint.ts";
import { createQuery } from "../../../shared/query.ts";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { PageTitle } from "../../../shared/ui/page-title.tsx";
import { useParam } from "../../../shared/url-state.ts";
import { MailReceiptButton } from "../payment/mail-receipt-button.tsx";
import { ChargeSheet } from "./charge-sheet.tsx";
import { PaperBar } from "./paper-bar.tsx";
import { ReceiptSheet } from "./receipt-sheet.tsx";

const names = { charge: "Charge", payment: "Receipt", credit: "Credit note" } as const;

/** A charge, receipt or credit note as it is handed out: /families/:id/papers/:document. */
export default function PaperPage(props: { id: string }) {
  const paper = createQuery<Paper>(() => `/papers/documents/${props.id}`);
  const [prints, setPrints] = useParam("print");
  createEffect(() => {
    if (!paper.data() || !prints()) return;
    setPrints(undefined);
    afterPaint(() => print());
  });
  return (
    <Switch fallback={<PageTitle class="sr-only" title="Document" />}>
      <Match when={paper.data()}>
        {(known) => (
          <div class="pb-12">
            <PaperBar
              title={`${names[known().kind]} ${known().number}`}
              familyId={known().familyId}
              actions={known().kind === "charge" ? undefined : <MailReceiptButton paymentId={known().id} />}
            />
            <div class="px-4 sm:px-6 print:px-0">
              <OnPaper paper={known()} />
            </div>
          </div>
        )}
      </Match>
      <Match when={paper.error()}>
        {(error) => (
          <>
            <PageTitle class="sr-only" title="Document" />
            <ErrorState error={error()} title="This document could not be loaded" onRetry={paper.refetch} />
          </>
        )}
      </Match>
    </Switch>
  );
}

function OnPaper(props: { paper: Paper }) {
  return (
    <Switch>
      <Match when={props.paper.kind === "charge" && props.paper}>
        {(charge) => <ChargeSheet paper={charge()} />}
      </Match>
      <Match when={props.paper.kind !== "charge" && props.paper}>
        {(payment) => <ReceiptSheet paper={payment()} />}
      </Match>
    </Switch>
  );
}
