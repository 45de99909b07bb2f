import { Show } from "solid-js";
import { Button } from "../../shared/ui/button.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { sharedWords } from "../../shared/words.ts";
import type { AskedByDay } from "./asked-by-day.ts";

/** Under the field of the day: why nobody knows what that day would mean, and asking it again. */
export function DayProblem<T>(props: { asked: AskedByDay<T> }) {
  return (
    <Show when={props.asked.problem()}>
      {(error) => (
        <Notice tone="bad" title={error().problem.title}>
          <p class="mb-3">{error().problem.fields?.[0]?.message ?? error().message}</p>
          <Button onClick={props.asked.query.refetch}>{sharedWords().tryAgain}</Button>
        </Notice>
      )}
    </Show>
  );
}
