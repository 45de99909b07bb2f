import { lazy, Match, Show, Suspense, Switch } from "solid-js";
import { can, storage } from "../../../shared/session.ts";
import { showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ButtonLink } from "../../../shared/ui/button-link.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { LockIcon } from "../../../shared/ui/icons.tsx";
import { PageTitle } from "../../../shared/ui/page-title.tsx";
import { useParam } from "../../../shared/url-state.ts";
import { createFamilyOptions } from "../forms/family-options.ts";
import { createNewFamilyForm, type NewFamilyForm } from "./new-family-form.ts";
import { OnePage } from "./one-page.tsx";
import { Wizard } from "./wizard.tsx";

const DuplicatesDialog = lazy(() => import("./duplicates-dialog.tsx"));
const modeKey = "new-family-mode";

export default function NewFamilyPage() {
  return (
    <Show when={can("families", "full")} fallback={<MayNotAdd />}>
      <NewFamily />
    </Show>
  );
}

/** Two ways to the same record: step by step, or everything on one page. What is typed stays when one changes over. */
function NewFamily() {
  const form = createNewFamilyForm();
  const options = createFamilyOptions();
  const [mode, setMode] = useParam("as");
  const isOnePage = () => (mode() || storage().get<string>(modeKey)) === "page";
  const choose = (next: "steps" | "page") => {
    storage().set(modeKey, next);
    setMode(next);
  };
  return (
    <div class="mx-auto max-w-3xl px-4 pt-4 pb-16 sm:px-6">
      <header class="flex flex-wrap items-center gap-x-4 gap-y-2 pb-4">
        <PageTitle title="New family" />
        <ModeSwitch isOnePage={isOnePage()} onChoose={choose} />
        <ButtonLink href="/families" variant="quiet" class="ml-auto">
          Cancel
        </ButtonLink>
      </header>
      <Show when={form.restored()}>
        <DraftNote form={form} />
      </Show>
      <div onFocusOut={() => form.duplicates.check()}>
        <Switch fallback={<Wizard form={form} options={options.data()} />}>
          <Match when={isOnePage()}>
            <OnePage form={form} options={options.data()} />
          </Match>
        </Switch>
      </div>
      <Show when={form.found()}>
        {(found) => (
          <Suspense>
            <DuplicatesDialog form={form} found={found()} />
          </Suspense>
        )}
      </Show>
    </div>
  );
}

function ModeSwitch(props: { isOnePage: boolean; onChoose: (mode: "steps" | "page") => void }) {
  const segment =
    "rounded-xs px-2.5 py-1 text-sm text-ink-2 hover:text-ink aria-pressed:bg-sheet aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-1 pointer-coarse:min-h-11";
  return (
    <fieldset class="flex rounded-sm bg-sunken p-0.5 max-sm:order-last max-sm:w-full max-sm:*:flex-1">
      <legend class="sr-only">How to fill it in</legend>
      <button
        type="button"
        class={segment}
        aria-pressed={!props.isOnePage}
        onClick={() => props.onChoose("steps")}
      >
        Step by step
      </button>
      <button
        type="button"
        class={segment}
        aria-pressed={props.isOnePage}
        onClick={() => props.onChoose("page")}
      >
        One page
      </button>
    </fieldset>
  );
}

function DraftNote(props: { form: NewFamilyForm }) {
  const startOver = () => {
    const putBack = props.form.startOver();
    showToast("Started over", { undo: putBack });
  };
  return (
    <p class="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-sm bg-accent-soft px-3 py-1.5 text-ink-2">
      <span class="flex-1">What you typed last time was kept.</span>
      <Button size="small" variant="quiet" onClick={startOver}>
        Start over
      </Button>
    </p>
  );
}

function MayNotAdd() {
  return (
    <>
      <PageTitle class="sr-only" title="New family: no access" />
      <EmptyState
        icon={LockIcon}
        title="You may look at families, not add them"
        action={<ButtonLink href="/families">Back to Families</ButtonLink>}
      >
        Ask an administrator of your school for the full right to “Families”.
      </EmptyState>
    </>
  );
}
