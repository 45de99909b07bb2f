import { createSignal, For, Match, Show, Switch } from "solid-js";
import { createStore } from "solid-js/store";
import type { ClassRow, QuickEditRow } from "../../../../worker/domains/classes/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { focusSoon } from "../../../shared/ui/first-focus.ts";
import { announce } from "../../audit/announce.ts";
import { fieldLabel } from "../../audit/words.ts";
import { createClassOptions } from "../class-options.ts";
import { type EditValues, editOf, noEdit, problemOf, QuickEditFields } from "./quick-edit-fields.tsx";

type QuickEditDialogProps = { rows: ClassRow[]; onClose: () => void; onDone: () => void };

/** What to change, then what that does to each class, then all of it in one act that is undone as one. */
export default function QuickEditDialog(props: QuickEditDialogProps) {
  const { rows } = props;
  const options = createClassOptions();
  const [values, setValues] = createStore<EditValues>({ ...noEdit });
  const [preview, setPreview] = createSignal<QuickEditRow[]>();
  const [busy, setBusy] = createSignal(false);
  let hasLooked = false;
  const classes = () => (preview() ?? rows).map(({ id, version }) => ({ id, version }));
  const edit = () => editOf(values);
  const changed = () => preview()?.filter((row) => row.changes.length > 0) ?? [];
  const warned = () => changed().filter((row) => row.warning !== null);

  async function run(act: () => Promise<void>) {
    if (busy()) return;
    setBusy(true);
    try {
      await act();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }
  const look = () =>
    run(async () => {
      const problem = problemOf(values);
      if (problem) return void showToast(problem, { tone: "bad" });
      const body = { classes: rows.map(({ id }) => ({ id })), edit: edit() };
      setPreview((await api.post<{ rows: QuickEditRow[] }>("/classes/quick-edit/preview", body)).rows);
      hasLooked = true;
    });
  const apply = () =>
    run(async () => {
      const body = { classes: classes(), edit: edit(), overCapacitySeen: warned().length > 0 };
      const { change } = await api.post<{ change: Committed | null }>("/classes/quick-edit", body);
      announce(change, "/classes", "/calendar", "/enrollments");
      props.onDone();
      props.onClose();
    });

  return (
    <Dialog
      open
      size="wide"
      title={rows.length === 1 ? `Quick edit of ${rows[0]?.name}` : `Quick edit of ${rows.length} classes`}
      description={preview() ? undefined : "What you leave alone stays as it is in each class."}
      onClose={props.onClose}
      actions={
        <Switch>
          <Match when={preview()}>
            <Button
              ref={(button) => changed().length === 0 && focusSoon(button)}
              onClick={() => setPreview(undefined)}
            >
              Back
            </Button>
            <Button
              ref={focusSoon}
              variant="primary"
              busy={busy()}
              disabled={changed().length === 0}
              onClick={() => void apply()}
            >
              {changed().length === 1 ? "Change 1 class" : `Change ${changed().length} classes`}
            </Button>
          </Match>
          <Match when={!preview()}>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button
              ref={(button) => hasLooked && focusSoon(button)}
              variant="primary"
              busy={busy()}
              disabled={Object.keys(edit()).length === 0 && !problemOf(values)}
              onClick={() => void look()}
            >
              Preview
            </Button>
          </Match>
        </Switch>
      }
    >
      <Show
        when={preview()}
        fallback={<QuickEditFields values={values} onChange={setValues} options={options.data()} />}
      >
        <Show when={warned().length > 0}>
          <p class="mb-3 rounded-sm bg-warn-soft px-3 py-2 text-warn" role="status">
            {warned().length === 1 ? "One class needs a look" : `${warned().length} classes need a look`}{" "}
            before you go on.
          </p>
        </Show>
        <ul class="flex flex-col divide-y divide-line">
          <For each={preview()}>{(row) => <PreviewRow row={row} />}</For>
        </ul>
      </Show>
    </Dialog>
  );
}

function PreviewRow(props: { row: QuickEditRow }) {
  return (
    <li class="py-2.5">
      <p class="font-semibold [overflow-wrap:anywhere]">{props.row.name}</p>
      <Show when={props.row.warning}>{(warning) => <p class="font-medium text-warn">{warning()}</p>}</Show>
      <Show when={props.row.changes.length > 0} fallback={<p class="text-ink-3">Nothing changes</p>}>
        <dl class="mt-1 grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-0.5">
          <For each={props.row.changes}>
            {(change) => (
              <>
                <dt class="text-ink-3">{fieldLabel(change.field)}</dt>
                <dd class="min-w-0 [overflow-wrap:anywhere]">
                  <Show when={change.before}>
                    <del class="text-ink-3">{change.before}</del>{" "}
                  </Show>
                  <Show when={change.after}>
                    <ins class="font-medium no-underline">{change.after}</ins>
                  </Show>
                </dd>
              </>
            )}
          </For>
        </dl>
      </Show>
    </li>
  );
}
