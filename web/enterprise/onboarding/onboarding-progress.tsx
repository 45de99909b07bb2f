import { A } from "@solidjs/router";
import { createEffect, For, Match, onCleanup, Show, Switch } from "solid-js";
import {
  ONBOARDING_STEPS,
  type Onboarding,
  type OnboardingStep,
} from "../../../worker/enterprise/onboarding/schemas.ts";
import { invalidate } from "../../shared/cache.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { CircleAlertIcon, CircleCheckIcon, KeyRoundIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { Spinner } from "../../shared/ui/spinner.tsx";
import { enterAccount } from "../enter-account.ts";
import { RetryForm } from "./retry-form.tsx";

const words: Record<OnboardingStep, (onboarding: Onboarding) => string> = {
  account: ({ databaseUrl }) =>
    `Reserve the name and make the database${databaseUrl ? ` at ${databaseUrl}` : ""}`,
  lists: ({ templateName }) =>
    templateName ? `Copy the lists of ${templateName}` : "Fill in our suggestions",
  owner: ({ ownerEmail }) => `Invite ${ownerEmail} as the first owner`,
  enterprise: () => "Put it into your list of accounts",
};
const askEveryMs = 1_000;

/** How far a new account is; it goes on whether or not anybody looks. */
export function OnboardingProgress(props: { id: string }) {
  const query = createQuery<Onboarding>(() => `/onboardings/${props.id}`);
  createEffect(() => {
    const state = query.data()?.state;
    // It stands in lists that were asked for before it was there.
    if (state === "done") invalidate("/accounts", "/groups");
    if (state !== "running") return;
    const timer = setInterval(() => query.refetch(), askEveryMs);
    onCleanup(() => clearInterval(timer));
  });
  return (
    <Switch>
      <Match when={query.data()}>
        {(onboarding) => (
          <>
            <PageTitle title={onboarding().name} />
            <p class="mt-0.5 text-ink-2" role="status">
              {standing(onboarding())}
            </p>
            <ol class="mt-5 flex flex-col gap-3">
              <For each={ONBOARDING_STEPS}>{(step) => <Step step={step} onboarding={onboarding()} />}</For>
            </ol>
            <Show when={onboarding().state === "failed"}>
              <RetryForm onboarding={onboarding()} onSent={query.refetch} />
            </Show>
            <div class="mt-6 flex flex-wrap items-center gap-3">
              <Show when={onboarding().state === "done"}>
                <Button
                  variant="primary"
                  icon={KeyRoundIcon}
                  onClick={() => void enterAccount(onboarding().accountId)}
                >
                  Log into it
                </Button>
              </Show>
              <A class="link" href="/accounts">
                All accounts
              </A>
              <A class="link" href="/onboarding">
                Add another
              </A>
            </div>
          </>
        )}
      </Match>
      <Match when={query.error()}>{(error) => <ErrorState error={error()} onRetry={query.refetch} />}</Match>
    </Switch>
  );
}

function standing({ state }: Onboarding): string {
  if (state === "running") return "Being set up. You can leave this page; it goes on.";
  return state === "done" ? "Ready. It is in your list of accounts." : "It stopped; nothing is lost.";
}

type Standing = "done" | "now" | "stopped" | "ahead";

function Step(props: { step: OnboardingStep; onboarding: Onboarding }) {
  const at = (): Standing => {
    const { state, step } = props.onboarding;
    if (state === "done") return "done";
    const behind = ONBOARDING_STEPS.indexOf(props.step) - ONBOARDING_STEPS.indexOf(step);
    if (behind !== 0) return behind < 0 ? "done" : "ahead";
    return state === "running" ? "now" : "stopped";
  };
  return (
    <li class="flex items-start gap-2.5" classList={{ "text-ink-3": at() === "ahead" }}>
      <span class="mt-0.5 grid size-5 flex-none place-items-center">
        <Switch fallback={<span class="size-2 rounded-full bg-line-strong" />}>
          <Match when={at() === "done"}>
            <CircleCheckIcon class="text-good" />
          </Match>
          <Match when={at() === "now"}>
            <Spinner />
          </Match>
          <Match when={at() === "stopped"}>
            <CircleAlertIcon class="text-bad" />
          </Match>
        </Switch>
      </span>
      <span class="min-w-0 [overflow-wrap:anywhere]">{words[props.step](props.onboarding)}</span>
    </li>
  );
}
