import { useNavigate } from "@solidjs/router";
import { type Component, Match, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { RunOptions } from "../../../worker/domains/billing-runs/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { runOptionsPath } from "./calls.ts";
import { AnniversaryFields } from "./forms/anniversary-fields.tsx";
import { ApplyCreditsFields } from "./forms/apply-credits-fields.tsx";
import { CreditsFields } from "./forms/credits-fields.tsx";
import { DropsFields } from "./forms/drops-fields.tsx";
import { LateFields } from "./forms/late-fields.tsx";
import { PaymentsFields } from "./forms/payments-fields.tsx";
import { createRunForm, type RunFields } from "./forms/run-form.ts";
import { StatementsFields } from "./forms/statements-fields.tsx";
import { TuitionFields } from "./forms/tuition-fields.tsx";
import { mayRun, type RunTask } from "./run-words.ts";

const fieldsOf: Record<RunTask["kind"], Component<RunFields>> = {
  tuition: TuitionFields,
  late: LateFields,
  payments: PaymentsFields,
  credits: CreditsFields,
  apply_credits: ApplyCreditsFields,
  anniversary: AnniversaryFields,
  statements: StatementsFields,
  drops: DropsFields,
};

/** What is to be run, for whom and when; the answer is a preview, never the act itself. */
export function NewRunPage(props: { task: RunTask }) {
  const options = createQuery<RunOptions>(() => runOptionsPath);
  return (
    <div class="mx-auto max-w-xl px-4 pt-4 pb-16 sm:px-6">
      <PageTitle title={props.task.label} />
      <p class="pb-5 text-ink-2">{props.task.about}</p>
      <Switch>
        <Match when={!mayRun(props.task)}>
          <EmptyState icon={LockIcon} title="Transactions touch many families at once">
            Ask an administrator of your school for the full right to “Transactions”
            {props.task.also === undefined ? "." : `, and the right to “${props.task.also[2]}”.`}
          </EmptyState>
        </Match>
        <Match when={options.data()}>{(found) => <RunForm task={props.task} options={found()} />}</Match>
        <Match when={options.error()}>
          {(error) => <ErrorState error={error()} onRetry={options.refetch} />}
        </Match>
        <Match when={true}>
          <SkeletonRegion label="the form" class="late flex flex-col gap-5">
            <SkeletonText width={280} />
            <SkeletonText width={320} />
          </SkeletonRegion>
        </Match>
      </Switch>
    </div>
  );
}

function RunForm(props: { task: RunTask; options: RunOptions }) {
  const navigate = useNavigate();
  // Decided once: another task is another page.
  const form = createRunForm(props.task.kind, props.options, (id) => navigate(`/transactions/${id}`));
  return (
    <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <Dynamic component={fieldsOf[props.task.kind]} form={form} options={props.options} />
      <div class="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
        <ButtonLink href="/transactions" variant="quiet">
          Cancel
        </ButtonLink>
        <Button type="submit" variant="primary" busy={form.submitting()}>
          Prepare the preview
        </Button>
      </div>
      <p class="text-sm text-ink-3">
        Nothing happens to any family yet: the next page shows every line before you approve it.
      </p>
    </form>
  );
}
