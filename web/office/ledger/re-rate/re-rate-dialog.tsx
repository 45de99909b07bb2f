import { createSignal, For, Show } from "solid-js";
import type { AdjustOutcome, Proposals, ProposedLine } from "../../../../worker/domains/re-rating/shapes.ts";
import { api } from "../../../shared/api.ts";
import { type ApiError, toApiError } from "../../../shared/api-error.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import { announceMoney } from "../announce-money.ts";
import { proposalsPath } from "./offer-re-rating.ts";
import { ReRateLine } from "./re-rate-line.tsx";

type ReRateDialogProps = { proposals: Proposals[]; onClose: () => void };

const keyOf = (line: ProposedLine) => `${line.enrollmentId} ${line.month}`;

/** What an act changes of bills that were written already, line by line; whatever is left ticked is booked. */
export default function ReRateDialog(props: ReRateDialogProps) {
  const [families, setFamilies] = createSignal(props.proposals);
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<ApiError>();
  const [note, setNote] = createSignal<string>();
  const keys = new Map<string, string>();
  const ticked = (family: Proposals) => family.lines.filter((line) => !left().has(keyOf(line)));
  const total = () =>
    families()
      .flatMap(ticked)
      .reduce((sum, line) => sum + line.differenceMinor, 0);
  const count = () => families().flatMap(ticked).length;

  function toggle(line: ProposedLine) {
    const next = new Set(left());
    if (!next.delete(keyOf(line))) next.add(keyOf(line));
    setLeft(next);
  }

  /** One family after the other; what is booked already is not asked for again. */
  async function book() {
    setBusy(true);
    setProblem(undefined);
    try {
      for (const family of families().filter((one) => ticked(one).length > 0)) {
        const lines = ticked(family).map(({ enrollmentId, month, differenceMinor }) => ({
          enrollmentId,
          month,
          differenceMinor,
        }));
        const idempotencyKey = keys.get(family.familyId) ?? crypto.randomUUID();
        keys.set(family.familyId, idempotencyKey);
        const answer = await api.post<AdjustOutcome>(
          proposalsPath(family.familyId),
          { lines },
          { idempotencyKey },
        );
        keys.delete(family.familyId);
        if (answer.outcome === "changed_meanwhile") {
          setNote(answer.message);
          setFamilies((all) => all.map((one) => (one === family ? answer.proposals : one)));
          return;
        }
        announceMoney(answer.change, null, "Void the charge or the credit in the ledger to take it back.");
        setFamilies((all) => all.filter((one) => one !== family));
      }
      props.onClose();
    } catch (cause) {
      setProblem(toApiError(cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      title="This changes what was billed"
      description="The months below were billed already. What is left ticked is booked now; the rest stays proposed in the ledger."
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Not now</Button>
          <Button variant="primary" busy={busy()} disabled={count() === 0} onClick={() => void book()}>
            {labelOf(total())}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <Show when={problem()}>{(error) => <Notice tone="bad">{error().message}</Notice>}</Show>
        <Show when={note()}>{(text) => <Notice tone="warn">{text()}</Notice>}</Show>
        <For each={families()}>
          {(family) => (
            <section>
              <h3 class="pb-1 font-semibold">
                <bdi>{family.familyName}</bdi>
              </h3>
              <ul class="border-t border-line">
                <For each={family.lines}>
                  {(line) => (
                    <ReRateLine
                      line={line}
                      isTicked={!left().has(keyOf(line))}
                      onToggle={() => toggle(line)}
                    />
                  )}
                </For>
              </ul>
            </section>
          )}
        </For>
      </div>
    </Dialog>
  );
}

function labelOf(totalMinor: number): string {
  if (totalMinor === 0) return "Book it";
  return totalMinor > 0 ? `Charge ${formats().money(totalMinor)}` : `Credit ${formats().money(-totalMinor)}`;
}
