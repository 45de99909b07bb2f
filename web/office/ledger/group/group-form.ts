import { createSignal, onCleanup } from "solid-js";
import type { GroupChargePreview, GroupChargeProgress } from "../../../../worker/domains/ledger/outcomes.ts";
import { type GroupChargeInput, groupChargeInput } from "../../../../worker/domains/ledger/schemas.ts";
import type { LedgerOptions } from "../../../../worker/domains/ledger/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { noteTaskStarted } from "../../shell/tasks.ts";
import { announceMoney } from "../announce-money.ts";
import { charges } from "../calls.ts";
import {
  type ChargeValues,
  emptyHead,
  emptyLine,
  headInput,
  type LineValues,
  lineInput,
  lineIssues,
  lockedIssues,
} from "../charge/charge-form.ts";
import { withIssues } from "../form-values.ts";

const lookMs = 500;

export type GroupValues = Omit<ChargeValues, "lines"> & { line: LineValues };
export type Planned = { input: GroupChargeInput; preview: GroupChargePreview };

/** One line for many; sending it asks what would come of it. */
export function createGroupForm(
  audience: GroupChargeInput["audience"],
  options: () => LedgerOptions | undefined,
  onPlanned: (planned: Planned) => void,
) {
  let sent: GroupChargeInput | undefined;
  return createForm<GroupValues, GroupChargeInput, GroupChargePreview>({
    initial: { ...emptyHead(undefined), line: emptyLine() },
    schema: {
      "~standard": {
        validate(value) {
          const { line, ...head } = value as GroupValues;
          const input = { ...headInput(head), audience, line: lineInput(line) };
          return withIssues(groupChargeInput, input, [
            ...lockedIssues(options(), head.chargeOn, "chargeOn"),
            ...lineIssues(line, "line"),
          ]);
        },
      },
    },
    send(input) {
      sent = input;
      return charges.groupPreview(input);
    },
    onSaved: (preview) => sent && onPlanned({ input: sent, preview }),
  });
}

/** Does what the preview said; when it is no longer so, shows what would be now. */
export function createGroupAct(onChanged: (planned: Planned) => void, onDone: () => void) {
  const [busy, setBusy] = createSignal(false);
  const [underWay, setUnderWay] = createSignal<GroupChargeProgress>();
  let isLeft = false;
  onCleanup(() => {
    isLeft = true;
  });
  // Kept until an answer is final, so that pressing again after a lost connection cannot charge twice.
  let idempotencyKey = crypto.randomUUID();

  async function charge({ input, preview }: Planned) {
    setBusy(true);
    try {
      const expected = { charges: preview.charges, totalMinor: preview.totalMinor };
      const answer = await charges.createGroup({ ...input, expected }, { idempotencyKey });
      idempotencyKey = crypto.randomUUID();
      if (answer.outcome === "changed_since_preview") {
        showToast(answer.message, { durationMs: 12_000 });
        onChanged({ input, preview: answer.preview });
        return;
      }
      const later = "Void the charges to take them back.";
      if (answer.outcome === "charged") announceMoney(answer.change, answer.reversal, later);
      else {
        noteTaskStarted();
        const ended = await follow(answer.taskId, setUnderWay);
        if (!ended) return;
        const summary = ended.message ?? answer.change.summary;
        announceMoney({ ...answer.change, summary }, ended.reversal, later);
      }
      onDone();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
      setUnderWay(undefined);
    }
  }

  /** What is sent next has other content. */
  const renew = () => {
    idempotencyKey = crypto.randomUUID();
  };
  return { busy, charge, renew, underWay };

  /** Looks how far it is until it is over; undefined when nobody looks any more. It goes on all the same. */
  async function follow(taskId: string, show: (progress: GroupChargeProgress) => void) {
    for (;;) {
      if (isLeft) return undefined;
      const progress = await charges.groupProgress(taskId);
      if (progress.status !== "queued" && progress.status !== "running") return progress;
      show(progress);
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  }
}
