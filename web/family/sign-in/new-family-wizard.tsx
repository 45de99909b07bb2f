import { createEffect, createSignal, Match, on, Show, Switch } from "solid-js";
import type { FamilyMe } from "../../../worker/domains/family-sessions/schemas.ts";
import { api } from "../../shared/api.ts";
import { toApiError } from "../../shared/api-error.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { school } from "../portal.ts";
import { createAccountWords } from "../words/create-account.ts";
import { Entrance } from "./entrance.tsx";
import { inOurWords } from "./in-our-words.ts";
import { email, setProof } from "./journey.ts";
import { type NewFamilyValues, newFamilySchema, noFamily, stepOf, toInput } from "./new-family.ts";
import { ConsentFields, GuardianFields, StudentFields } from "./new-family-fields.tsx";

const STEPS = 3;

/** What was typed outlives a proof that became too old. */
const draft: { kept: NewFamilyValues | undefined } = { kept: undefined };

type WizardProps = { proof: string; onEntered: (me: FamilyMe) => void };

export function NewFamilyWizard(props: WizardProps) {
  const words = createAccountWords;
  const { locations } = school();
  const [step, setStep] = createSignal(1);
  const [isKnown, setIsKnown] = createSignal(false);
  let knownAnswer: "ask_to_join" | "is_new" | null = null;
  const form = createForm<NewFamilyValues, NewFamilyValues, { me: FamilyMe }>({
    initial: draft.kept ?? noFamily(locations.length === 1 ? locations[0]!.id : ""),
    schema: newFamilySchema,
    send: async (values, idempotencyKey) => {
      const input = toInput(values, props.proof, knownAnswer);
      try {
        return await inOurWords(api.post("/accounts", input, { idempotencyKey }));
      } catch (cause) {
        const { code } = toApiError(cause);
        setIsKnown(code === "family_known");
        // The form stays as it is; only the mailbox is to be proved again.
        if (code === "proof_unusable") {
          draft.kept = { ...values, password: "" };
          setProof(undefined);
        }
        throw cause;
      }
    },
    onSaved: (answer) => {
      draft.kept = undefined;
      props.onEntered(answer.me);
    },
  });
  // What the server refuses may be on an earlier step.
  createEffect(
    on(form.fieldErrors, (errors) => {
      if (errors.length > 0) setStep(Math.min(...errors.map(({ path }) => stepOf(path))));
    }),
  );
  const titles = () => [words().you, words().children, words().finish];

  async function next(event: Event) {
    event.preventDefault();
    if (step() === STEPS) return form.submit();
    const current = step();
    if (!(await form.check((path) => stepOf(path) === current))) return;
    if (current === 1 && form.values.students[0]?.lastName === "")
      form.set("students.0.lastName", form.values.lastName);
    setStep(current + 1);
  }

  const answer = (text: "ask_to_join" | "is_new") => () => {
    knownAnswer = text;
    void form.submit();
  };

  return (
    <Show
      when={!isKnown()}
      fallback={
        <Entrance title={words().knownTitle} lead={words().knownLead}>
          <div class="flex flex-col gap-4">
            <Button variant="primary" size="large" busy={form.submitting()} onClick={answer("ask_to_join")}>
              {words().askToJoin}
            </Button>
            <p class="text-sm text-ink-2">{words().askToJoinHelp}</p>
            <Button size="large" busy={form.submitting()} onClick={answer("is_new")}>
              {words().isNew}
            </Button>
            <button type="button" class="link min-h-11 self-start" onClick={() => setIsKnown(false)}>
              {words().back}
            </button>
          </div>
        </Entrance>
      }
    >
      <Show keyed when={step()}>
        {(current) => (
          <Entrance wide title={titles()[current - 1]!} lead={words().step(current, STEPS)}>
            <form class="flex flex-col gap-6" noValidate onSubmit={(event) => void next(event)}>
              <ErrorSummary form={form} />
              <Switch>
                <Match when={current === 1}>
                  <GuardianFields form={form} />
                </Match>
                <Match when={current === 2}>
                  <p class="text-ink-2">{words().childrenLead}</p>
                  <StudentFields form={form} />
                </Match>
                <Match when={current === 3}>
                  <ConsentFields form={form} username={email()} />
                </Match>
              </Switch>
              <div class="flex flex-wrap gap-3">
                <Button type="submit" variant="primary" size="large" busy={form.submitting()}>
                  {current === STEPS ? words().create : words().next}
                </Button>
                <Show when={current > 1}>
                  <Button size="large" onClick={() => setStep(current - 1)}>
                    {words().back}
                  </Button>
                </Show>
              </div>
            </form>
          </Entrance>
        )}
      </Show>
    </Show>
  );
}
