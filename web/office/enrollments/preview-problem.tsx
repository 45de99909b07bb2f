import { Show } from "solid-js";
import type { ApiError } from "../../shared/api-error.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CircleAlertIcon } from "../../shared/ui/icons.tsx";

/** Why nobody knows what would come of it. What only failed on the way is asked for again; the rest takes another choice. */
export function PreviewProblem(props: { error: ApiError; onRetry: () => void }) {
  const mayPass = () => props.error.status === 0 || props.error.status >= 500;
  return (
    <div role="alert" class="flex items-start gap-2.5 rounded-sm bg-bad-soft px-3 py-2.5 text-bad">
      <CircleAlertIcon class="mt-0.5" />
      <p class="min-w-0 flex-1">{props.error.problem.fields?.[0]?.message ?? props.error.message}</p>
      <Show when={mayPass()}>
        <Button size="small" onClick={props.onRetry}>
          Try again
        </Button>
      </Show>
    </div>
  );
}
