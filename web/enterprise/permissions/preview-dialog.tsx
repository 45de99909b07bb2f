import { createSignal, For, onCleanup, onMount, Show } from "solid-js";
import type {
  OverrideChange,
  OverrideNode,
  PreviewFrame,
} from "../../../worker/enterprise/permissions/schemas.ts";
import { isAbort, toApiError } from "../../shared/api-error.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { ProgressTrack } from "../../shared/ui/progress-bar.tsx";
import { readFrames } from "../read-frames.ts";

type PreviewDialogProps = {
  node: OverrideNode;
  changes: readonly OverrideChange[];
  isSaving: boolean;
  onClose: () => void;
  onSave: () => void;
};
type Answered = Extract<PreviewFrame, { kind: "account" | "failed" }>;

/** Who would lose what, account by account as each answers; only then is it saved. */
export function PreviewDialog(props: PreviewDialogProps) {
  const [total, setTotal] = createSignal<number | null>(null);
  const [accounts, setAccounts] = createSignal<readonly Answered[]>([]);
  const [people, setPeople] = createSignal<number>();
  const [problem, setProblem] = createSignal<string>();
  const stop = new AbortController();
  onCleanup(() => stop.abort());
  onMount(async () => {
    const body = { groupId: props.node.id, changes: props.changes };
    try {
      await readFrames<PreviewFrame>("/permissions/preview", take, { body, signal: stop.signal });
    } catch (cause) {
      if (!isAbort(cause)) setProblem(toApiError(cause).message);
    }
  });

  function take(frame: PreviewFrame): void {
    if (frame.kind === "accounts") setTotal(frame.total);
    else if (frame.kind === "done") setPeople(frame.people);
    else setAccounts((known) => [...known, frame]);
  }

  const concerned = () =>
    accounts()
      .filter((account) => account.kind === "failed" || account.losses.length > 0)
      .sort((a, b) => a.name.localeCompare(b.name));

  return (
    <Dialog
      open
      size="wide"
      onClose={props.onClose}
      title={`Who loses what in “${props.node.name}”`}
      description="Asked of each account as its grants are now. Nothing has changed yet."
      actions={
        <>
          <Button onClick={props.onClose}>Back</Button>
          <Button variant="primary" busy={props.isSaving} onClick={props.onSave}>
            {props.changes.length === 1 ? "Save 1 change" : `Save ${props.changes.length} changes`}
          </Button>
        </>
      }
    >
      <Show when={people() === undefined && problem() === undefined}>
        <ProgressTrack label="Asking the accounts" done={accounts().length} total={total()} />
      </Show>
      <Show when={problem()}>
        {(text) => (
          <Notice tone="warn" title="The preview broke off">
            {text()} You can save all the same.
          </Notice>
        )}
      </Show>
      <p class="py-2 font-medium" role="status">
        <Show when={people() !== undefined}>{sentence(people() ?? 0)}</Show>
      </p>
      <ul class="flex flex-col gap-4">
        <For each={concerned()}>{(account) => <AccountLosses account={account} />}</For>
      </ul>
    </Dialog>
  );
}

function sentence(people: number): string {
  if (people === 0) return "Nobody loses anything.";
  return people === 1 ? "1 person loses something." : `${people} people lose something.`;
}

function AccountLosses(props: { account: Answered }) {
  const losses = () => (props.account.kind === "account" ? props.account.losses : []);
  return (
    <li>
      <h3 class="font-semibold">{props.account.name}</h3>
      <Show when={props.account.kind === "failed" && props.account.text}>
        {(text) => <p class="text-sm text-ink-2">{text()} What is saved holds there all the same.</p>}
      </Show>
      <For each={losses()}>
        {(loss) => (
          <p class="text-sm text-ink-2">
            <span class="font-medium text-ink">{loss.label}</span>:{" "}
            {loss.people
              .map(
                ({ name, from, to }) =>
                  `${name} (${from === "full" ? "full" : "view"} → ${to === "none" ? "none" : "view"})`,
              )
              .join(", ")}
          </p>
        )}
      </For>
    </li>
  );
}
