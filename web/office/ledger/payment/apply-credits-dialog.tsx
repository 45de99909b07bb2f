import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import type { OpenItems } from "../../../../worker/domains/ledger/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { MoneyText } from "../../../shared/ui/money-text.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { announceMoney, refreshMoney } from "../announce-money.ts";
import { openItemsPath, payments } from "../calls.ts";
import type { MoneyFamily } from "../opening.ts";
import { Sum, Sums } from "../sums.tsx";
import { dueText } from "../words.ts";
import { payInOrder } from "./apply-state.ts";

/** What lies on account pays what is due longest, after saying what that will be. */
export default function ApplyCreditsDialog(props: { family: MoneyFamily; onClose: () => void }) {
  const items = createQuery<OpenItems>(() => openItemsPath(props.family.id), { staleMs: 0 });
  const [busy, setBusy] = createSignal(false);
  const idempotencyKey = crypto.randomUUID();
  const plan = createMemo(() => planOf(items.data()));

  async function apply() {
    setBusy(true);
    try {
      const answer = await payments.applyCredits(props.family.id, { idempotencyKey });
      if (answer.outcome === "applied") {
        announceMoney(answer.change, null, "Take it off again in the payment or credit.");
      } else {
        refreshMoney();
        showToast(answer.message);
      }
      props.onClose();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      size="narrow"
      title="Apply what is on account"
      description={<bdi>{props.family.name}</bdi>}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={busy()}
            disabled={plan().appliedMinor === 0}
            onClick={() => void apply()}
          >
            Apply {plan().appliedMinor > 0 ? formats().money(plan().appliedMinor) : ""}
          </Button>
        </>
      }
    >
      <Switch>
        <Match when={items.error()}>
          {(error) => <ErrorState error={error()} onRetry={items.refetch} />}
        </Match>
        <Match when={items.pending()}>
          <SkeletonRegion label="what is open" class="flex flex-col gap-3">
            <SkeletonText width={260} />
            <SkeletonText width={220} />
          </SkeletonRegion>
        </Match>
        <Match when={true}>
          <Plan plan={plan()} />
        </Match>
      </Switch>
    </Dialog>
  );
}

type PlanShown = ReturnType<typeof planOf>;

function planOf(items: OpenItems | undefined) {
  const onAccount = items?.onAccount ?? [];
  const lines = items?.lines ?? [];
  const moneyMinor = onAccount.reduce((sum, one) => sum + one.unappliedMinor, 0);
  const parts = payInOrder(lines, moneyMinor);
  const appliedMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0);
  const paid = parts.flatMap((part) => {
    const line = lines.find(({ lineId }) => lineId === part.lineId);
    return line ? [{ line, amountMinor: part.amountMinor }] : [];
  });
  return { onAccount, moneyMinor, appliedMinor, paid };
}

function Plan(props: { plan: PlanShown }) {
  return (
    <div class="flex flex-col gap-4">
      <Show
        when={props.plan.appliedMinor > 0}
        fallback={
          <p class="text-ink-2">
            {props.plan.moneyMinor === 0
              ? "Nothing lies on this family’s account."
              : "No charge is open. The money stays on account for the next one."}
          </p>
        }
      >
        <section aria-label="On account">
          <h3 class="mb-1 text-xs font-semibold text-ink-3">On account</h3>
          <Sums>
            <For each={props.plan.onAccount}>
              {(one) => <Sum label={one.title} note={`${one.number}`} amountMinor={one.unappliedMinor} />}
            </For>
          </Sums>
        </section>
        <section aria-label="Will pay">
          <h3 class="mb-1 text-xs font-semibold text-ink-3">Will pay</h3>
          <ul>
            <For each={props.plan.paid}>
              {({ line, amountMinor }) => (
                <li class="flex items-baseline gap-3 py-0.5">
                  <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">
                    {line.description} <span class="text-sm text-ink-3">{dueText(line.dueOn).text}</span>
                  </span>
                  <MoneyText amountMinor={amountMinor} />
                </li>
              )}
            </For>
          </ul>
        </section>
        <Sums>
          <Sum
            label="Stays on account"
            amountMinor={props.plan.moneyMinor - props.plan.appliedMinor}
            strong
          />
        </Sums>
      </Show>
    </div>
  );
}
