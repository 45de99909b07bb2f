import { createEffect, createSignal, on, onMount, Show } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { useParam } from "../../../shared/url-state.ts";
import { AddressFields, FamilyMoreFields, FamilyNameField } from "../forms/family-fields.tsx";
import { FieldSection } from "../forms/field-section.tsx";
import { CheckStep } from "./check-step.tsx";
import { GuardianCards, GuardianContacts, GuardianNames, type PartProps } from "./guardian-parts.tsx";
import { StepList } from "./step-list.tsx";
import { type StepId, steps } from "./steps.ts";
import { StudentBasics, StudentCards } from "./student-cards.tsx";

/** One question after another; each step is looked over before the next. */
export function Wizard(props: PartProps) {
  const [param, setParam] = useParam("step", { push: true });
  const place = () =>
    Math.max(
      0,
      steps.findIndex(({ id }) => id === param()),
    );
  const step = () => steps[place()] ?? steps[0]!;
  const [reached, setReached] = createSignal(props.form.restored() ? steps.length - 1 : place());
  let body: HTMLDivElement | undefined;
  let submitButton: HTMLButtonElement | undefined;

  const go = (id: StepId) => setParam(id === steps[0]?.id ? undefined : id);
  const isLast = () => place() === steps.length - 1;

  async function next(event: SubmitEvent) {
    event.preventDefault();
    if (isLast()) return props.form.submit();
    if (!(await props.form.check(step().owns))) return;
    const following = steps[place() + 1];
    if (following) go(following.id);
  }

  // After the heading had its turn: whoever adds a family begins to type at once.
  onMount(() => requestAnimationFrame(() => focusFirst(body)));
  createEffect(
    on(place, (now, before) => {
      setReached((furthest) => Math.max(furthest, now));
      if (before !== undefined) queueMicrotask(() => (isLast() ? submitButton?.focus() : focusFirst(body)));
    }),
  );
  // What is found wrong on saving may belong to a step that was left long ago.
  createEffect(() => {
    const errors = props.form.fieldErrors();
    const wrong = steps.find(({ owns }) => errors.some(({ path }) => owns(path)));
    if (wrong && isLast()) go(wrong.id);
  });

  return (
    <div class="flex flex-col gap-5 lg:flex-row lg:gap-10">
      <StepList current={step().id} reached={reached()} onGo={go} />
      <form class="min-w-0 flex-1" novalidate onSubmit={(event) => void next(event)}>
        <h2 id="step-title" class="text-md font-bold tracking-tight">
          {step().label}
        </h2>
        <p class="mb-4 text-ink-2">{step().hint}</p>
        <ErrorSummary form={props.form} />
        {/* biome-ignore lint/a11y/useSemanticElements: its name is the heading of the step. */}
        <div ref={body} role="group" aria-labelledby="step-title" class="mt-4">
          <StepBody id={step().id} onGo={go} {...props} />
        </div>
        <div class="mt-6 flex justify-between gap-2 border-t border-line pt-4">
          <Show when={place() > 0} fallback={<span />}>
            <Button onClick={() => go(steps[place() - 1]!.id)}>Back</Button>
          </Show>
          <Button ref={submitButton} type="submit" variant="primary" busy={props.form.submitting()}>
            {isLast() ? "Save family" : "Next"}
          </Button>
        </div>
      </form>
    </div>
  );
}

function focusFirst(body: HTMLElement | undefined) {
  const first = body?.querySelector<HTMLElement>("input:not([type=checkbox], :disabled), select, button");
  first?.focus();
}

function StepBody(props: PartProps & { id: StepId; onGo: (id: StepId) => void }) {
  const { form } = props;
  const bodies: Record<StepId, () => ReturnType<typeof CheckStep>> = {
    guardian: () => (
      <GuardianCards {...props}>{(prefix) => <GuardianNames {...props} prefix={prefix} />}</GuardianCards>
    ),
    contact: () => (
      <GuardianCards {...props} fixed>
        {(prefix) => <GuardianContacts {...props} prefix={prefix} />}
      </GuardianCards>
    ),
    address: () => (
      <>
        <FieldSection>
          <FamilyNameField form={form} />
        </FieldSection>
        <AddressFields form={form} />
        <FamilyMoreFields {...props} />
      </>
    ),
    students: () => (
      <StudentCards {...props}>{(prefix) => <StudentBasics {...props} prefix={prefix} />}</StudentCards>
    ),
    check: () => <CheckStep {...props} />,
  };
  return <>{bodies[props.id]()}</>;
}
