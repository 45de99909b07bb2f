import { Match, Show, Switch } from "solid-js";
import type { Statement } from "../../../../worker/domains/papers/shapes.ts";
import { createQuery } from "../../../shared/query.ts";
import { buttonClass } from "../../../shared/ui/button-class.ts";
import { DayFilter } from "../../../shared/ui/day-filter.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { DownloadIcon } from "../../../shared/ui/icons.tsx";
import { useParam, withParams } from "../../../shared/url-state.ts";
import { apiBase } from "../../account/account.ts";
import { PaperBar } from "./paper-bar.tsx";
import { StatementSheet } from "./statement-sheet.tsx";

/** What happened on the account between two days: /families/:id/statement. */
export default function StatementPage(props: { familyId: string }) {
  const [from] = useParam("from");
  const [to] = useParam("to");
  const days = () => ({ from: from(), to: to() });
  const statement = createQuery<Statement>(() => withParams(`/papers/statements/${props.familyId}`, days()), {
    keepPrevious: true,
  });
  const pdf = () => apiBase + withParams(`/papers/statements/${props.familyId}/pdf`, days());
  return (
    <div class="pb-12">
      <PaperBar
        title="Statement"
        familyId={props.familyId}
        actions={
          <a href={pdf()} download="" rel="external" class={buttonClass({})}>
            <DownloadIcon />
            PDF
          </a>
        }
      />
      <div class="mx-auto flex max-w-190 items-center gap-3 px-4 pb-4 sm:px-0" data-no-print>
        <DayFilter />
        <Show when={!from() && !to()}>
          <span class="text-sm text-ink-3">The last three months</span>
        </Show>
      </div>
      <div class="px-4 sm:px-6 print:px-0">
        <Switch>
          <Match when={statement.data()}>{(known) => <StatementSheet statement={known()} />}</Match>
          <Match when={statement.error()}>
            {(error) => (
              <ErrorState
                error={error()}
                title="The statement could not be made"
                onRetry={statement.refetch}
              />
            )}
          </Match>
        </Switch>
      </div>
    </div>
  );
}
