import { Show } from "solid-js";
import type { Problem } from "../../shared/api-error.ts";
import { Button } from "../../shared/ui/button.tsx";
import { RefreshCwIcon } from "../../shared/ui/icons.tsx";
import { Mark } from "../../shared/ui/mark.tsx";
import { sharedWords } from "../../shared/words.ts";
import { problemPageWords } from "../words/problem-page.ts";

/** Instead of the portal when the school's account cannot be opened: says so, and what to do. */
export default function PortalProblemPage(props: { problem: Problem }) {
  const told = () => problemPageWords()[props.problem.code] ?? problemPageWords().other;
  return (
    <main class="mx-auto grid min-h-dvh max-w-md content-center gap-4 px-4">
      <Mark class="size-10" />
      <h1 class="text-xl font-bold tracking-tight">{told().title}</h1>
      <p class="text-ink-2">{told().help}</p>
      {/* What is not there, or not open, will not be when it is asked for once more. */}
      <Show when={props.problem.status >= 500}>
        <Button
          variant="primary"
          class="justify-self-start"
          icon={RefreshCwIcon}
          onClick={() => location.reload()}
        >
          {sharedWords().tryAgain}
        </Button>
      </Show>
    </main>
  );
}
