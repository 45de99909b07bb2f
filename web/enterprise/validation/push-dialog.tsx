import { createSignal, Match, Switch } from "solid-js";
import type { NameKind, PushPreview } from "../../../worker/enterprise/validation/schemas.ts";
import { api } from "../../shared/api.ts";
import { type ApiError, toApiError } from "../../shared/api-error.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { focusSoon } from "../../shared/ui/first-focus.ts";
import { Notice } from "../../shared/ui/notice.tsx";
import { accountsWord, shownName, wordsOf } from "./kind-words.ts";
import type { Renaming } from "./names-tab.tsx";
import { PushChoice } from "./push-choice.tsx";
import { PushPreviewList } from "./push-preview-list.tsx";
import { PushProgress } from "./push-progress.tsx";

type PushDialogProps = { kind: NameKind; renaming: Renaming; onClose: () => void; onChange: () => void };

/** Gives a name anew in accounts: which and what, then what would happen in each, then how it goes, then undo. */
export function PushDialog(props: PushDialogProps) {
  const [to, setTo] = createSignal(props.renaming.to);
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set<string>());
  const [preview, setPreview] = createSignal<PushPreview>();
  const [pushId, setPushId] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<ApiError>();
  const ready = () => preview()?.rows.filter((row) => row.problem === null) ?? [];
  const asked = (accountIds: string[]) => ({
    kind: props.kind,
    from: props.renaming.from,
    to: to().trim(),
    accountIds,
  });

  async function act(work: () => Promise<void>) {
    if (busy()) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
    } catch (cause) {
      setProblem(toApiError(cause));
    } finally {
      setBusy(false);
    }
  }
  let hasLooked = false;
  const look = () =>
    act(async () => {
      setPreview(await api.post<PushPreview>("/validation/preview", asked([...chosen()])));
      hasLooked = true;
    });
  const approve = () =>
    act(async () => {
      const ids = ready().map(({ accountId }) => accountId);
      setPushId((await api.post<{ id: string }>("/validation/pushes", asked(ids))).id);
    });

  return (
    <Dialog
      open
      onClose={props.onClose}
      title={`Rename the ${wordsOf(props.kind).noun} “${shownName(props.renaming.from)}”`}
      description="It keeps its classes, prices and history; only its name changes. Every account notes who did it."
      size="regular"
      actions={
        <Switch>
          <Match when={pushId()}>
            <Button ref={focusSoon} onClick={props.onClose}>
              Close
            </Button>
          </Match>
          <Match when={preview()}>
            <Button
              ref={(button) => ready().length === 0 && focusSoon(button)}
              onClick={() => setPreview(undefined)}
            >
              Back
            </Button>
            <Button
              ref={focusSoon}
              variant="primary"
              busy={busy()}
              disabled={ready().length === 0}
              onClick={() => void approve()}
            >
              Rename in {accountsWord(ready().length)}
            </Button>
          </Match>
          <Match when={true}>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button
              ref={(button) => hasLooked && focusSoon(button)}
              variant="primary"
              busy={busy()}
              disabled={chosen().size === 0 || to().trim() === "" || to().trim() === props.renaming.from}
              onClick={() => void look()}
            >
              Preview
            </Button>
          </Match>
        </Switch>
      }
    >
      <div class="flex flex-col gap-4">
        <Switch>
          <Match when={pushId()}>{(id) => <PushProgress id={id()} onChange={props.onChange} />}</Match>
          <Match when={preview()}>{(shown) => <PushPreviewList preview={shown()} />}</Match>
          <Match when={true}>
            <PushChoice
              kind={props.kind}
              from={props.renaming.from}
              to={to()}
              onTo={setTo}
              chosen={chosen()}
              onChosen={setChosen}
            />
          </Match>
        </Switch>
        {problem() && <Notice tone="bad">{problem()?.message}</Notice>}
      </div>
    </Dialog>
  );
}
