import { type JSX, untrack } from "solid-js";
import type { RuleKind } from "../../../worker/domains/school-rules/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { followRecord } from "../../shared/follow-record.ts";
import { createForm, type Schema } from "../../shared/form.ts";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { LeaveGuard } from "../../shared/ui/leave-guard.tsx";
import { announce } from "../audit/announce.ts";
import { SHOWN_IN } from "./acts.ts";
import { SaveBar } from "./save-bar.tsx";
import { maySet } from "./settings-page.tsx";

type Values = Record<string, unknown> & { version: number };

/** One set of rules as a form; `toForm` makes of what is stored what its fields show, `schema` the way back. */
export function createRulesForm<Stored extends Values>(
  kind: RuleKind,
  rules: () => Stored,
  toForm: (stored: Stored) => Values,
  schema: Schema<object>,
) {
  const form = createForm({
    initial: untrack(() => toForm(rules())),
    schema,
    send: (values: object, idempotencyKey) =>
      api.put<{ change: Committed | null }>(`/settings/rules/${kind}`, values, { idempotencyKey }),
    onSaved: ({ change }) => announce(change, ...SHOWN_IN, "/enrollments", "/attendance"),
  });
  followRecord(
    form,
    () => rules().version,
    () => toForm(rules()),
  );
  return form;
}

type RulesFrameProps = {
  form: ReturnType<typeof createRulesForm>;
  what: string;
  children: JSX.Element;
};

/** The sheet that the three sets of rules share. */
export function RulesFrame(props: RulesFrameProps) {
  return (
    <form noValidate onSubmit={props.form.submit}>
      <LeaveGuard dirty={props.form.dirty()} what={props.what} />
      <div class="max-w-3xl px-4 pt-5 sm:px-6">
        <ErrorSummary form={props.form} />
      </div>
      <fieldset class="flex max-w-3xl flex-col gap-8 px-4 sm:px-6" disabled={!maySet()}>
        <legend class="sr-only">{props.what}</legend>
        {props.children}
      </fieldset>
      <SaveBar form={props.form} />
    </form>
  );
}

/** Rules that belong together, under a heading. */
export function RuleSection(props: { title: string; children: JSX.Element }) {
  return (
    <section class="flex flex-col gap-4 not-first-of-type:border-t not-first-of-type:border-line not-first-of-type:pt-5">
      <h2 class="text-md font-bold tracking-tight">{props.title}</h2>
      {props.children}
    </section>
  );
}
