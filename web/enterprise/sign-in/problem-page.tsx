import { Show } from "solid-js";
import type { Problem } from "../../shared/api-error.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CopyText } from "../../shared/ui/copy-text.tsx";
import { Entrance } from "../../shared/ui/entrance.tsx";
import { RefreshCwIcon } from "../../shared/ui/icons.tsx";

/** Instead of every page, when not even who is signed in could be found out. */
export default function ProblemPage(props: { problem: Problem }) {
  return (
    <Entrance title={props.problem.title} lead={props.problem.detail}>
      <div class="flex flex-col items-start gap-4">
        <Button variant="primary" icon={RefreshCwIcon} onClick={() => location.reload()}>
          Try again
        </Button>
        <Show when={props.problem.requestId}>{(id) => <CopyText label="Request" text={id()} />}</Show>
      </div>
    </Entrance>
  );
}
