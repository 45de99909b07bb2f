import { createSignal, For, Show } from "solid-js";
import type { GroupChargePreview } from "../../../../worker/domains/ledger/outcomes.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { MoneyText } from "../../../shared/ui/money-text.tsx";
import { announceMoney } from "../announce-money.ts";
import { charges } from "../calls.ts";
import { dayText } from "../words.ts";
import type { Planned } from "./group-charge-drawer.tsx";

type GroupPreviewStepProps = {
  planned: Planned;
  onBack: () => void;
  onChanged: (preview: GroupChargePreview) => void;
  onClose: () => void;
  onDone: (() => void) | undefined;
};

/** Who is charged how much, named in figures before it is done. */
export function GroupPreviewStep(props: GroupPreviewStepProps) {
  const preview = () => props.planned.preview;
  const [busy, setBusy] = createSignal(false);
  // Kept until an answer is final, so that pressing again after a lost connection cannot charge twice.
  let idempotencyKey = crypto.randomUUID();

  async function charge() {
    setBusy(true);
    try {
      const { charges: count, totalMinor } = preview();
      const expected = { charges: count, totalMinor };
      const answer = await charges.createGroup({ ...props.planned.input, expected }, { idempotencyKey });
      if (answer.outcome === "changed_since_preview") {
        idempotencyKey = crypto.randomUUID();
        showToast(answer.message, { durationMs: 12_000 });
        props.onChanged(answer.preview);
        return;
      }
      announceMoney(answer.change, answer.reversal, "Void the charges to take them back.");
      props.onDone?.();
      props.onClose();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Drawer
      open
      onClose={props.onClose}
      title={preview().title}
      description={`Due ${dayText(preview().dueOn)}`}
      actions={
        <>
          <Button class="mr-auto" onClick={props.onBack}>
            Back
          </Button>
          <Button
            variant="primary"
            busy={busy()}
            disabled={preview().charges === 0}
            onClick={() => void charge()}
          >
            Charge {plural(preview().charges, "family", "families")} {formats().money(preview().totalMinor)}
          </Button>
        </>
      }
    >
      <Show when={preview().missing > 0}>
        <p class="mb-3 rounded-sm bg-warn-soft px-3 py-2 text-warn">
          {plural(preview().missing, "chosen record is", "chosen records are")} no longer there and left out.
        </p>
      </Show>
      <Rows preview={preview()} />
    </Drawer>
  );
}

function Rows(props: { preview: GroupChargePreview }) {
  const cell = "border-b border-line py-2 align-baseline";
  return (
    <table class="w-full">
      <caption class="sr-only">Who is charged</caption>
      <thead class="text-left text-xs font-semibold text-ink-3">
        <tr>
          <th scope="col" class="border-b border-line pb-1.5">
            Family
          </th>
          <th scope="col" class="border-b border-line pb-1.5 text-right">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.preview.rows}>
          {(row) => (
            <tr>
              <td class={`${cell} [overflow-wrap:anywhere]`}>
                <bdi class="font-medium">{row.familyName}</bdi>
                <Show when={row.studentNames.length > 0}>
                  <span class="block text-sm text-ink-3">{row.studentNames.join(", ")}</span>
                </Show>
              </td>
              <td class={`${cell} pl-4 text-right`}>
                <MoneyText amountMinor={row.totalMinor} />
              </td>
            </tr>
          )}
        </For>
      </tbody>
      <tfoot>
        <tr class="font-semibold">
          <th scope="row" class="pt-2 text-left font-semibold">
            {plural(props.preview.charges, "charge")}
          </th>
          <td class="pt-2 text-right">
            <MoneyText amountMinor={props.preview.totalMinor} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
