import { useParams } from "@solidjs/router";
import { createEffect, createSignal, For, type JSX, Match, on, Show, Switch } from "solid-js";
import type { OwnAttempt } from "../../../worker/domains/family-payments/shapes.ts";
import type { PayOutcome } from "../../../worker/domains/payments/shapes.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { openFieldsWindow } from "../../shared/open-fields.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { AccountPage, Answer, cardClass, longDay } from "../account/parts.tsx";
import { refreshMe } from "../session.ts";
import { checkoutWords } from "../words/checkout.ts";
import { paymentWords } from "../words/payments.ts";

const words = paymentWords;
const money = (amountMinor: number) => formats().money(amountMinor);

/** Where the mail leads when a bank wants its customer to confirm a payment: what it is, yes, or otherwise. */
export default function ConfirmPage() {
  const params = useParams<{ rest?: string }>();
  const id = () => (params.rest ?? "").split("/")[0] ?? "";
  const at = () => `/payments/attempts/${id()}`;
  const attempt = createQuery<OwnAttempt>(() => (id() ? at() : undefined));
  const [busy, setBusy] = createSignal<"confirm" | "leave">();
  async function act(kind: "confirm" | "leave", work: () => Promise<unknown>) {
    if (busy()) return;
    setBusy(kind);
    try {
      await work();
    } catch (cause) {
      showProblem(cause);
    } finally {
      await refreshMe().catch(() => {});
      attempt.refetch();
      setBusy(undefined);
    }
  }
  const check = () => api.post<PayOutcome>(`${at()}/check`);
  const confirm = () => {
    // Opened by the press itself, or browsers keep it shut.
    const opened = openFieldsWindow();
    if (!opened) return void showToast(checkoutWords().blocked, { tone: "bad", durationMs: 12_000 });
    void act("confirm", async () => {
      try {
        const before = await check();
        if (before.outcome !== "needs_action") return;
        await opened.show(before.action, id());
        await check();
      } finally {
        opened.close();
      }
    });
  };
  const giveUp = () => void act("leave", () => api.post(`${at()}/give-up`));
  // Whoever comes too late ends it by looking.
  createEffect(
    on(
      () => attempt.data()?.state,
      (state) => state === "late" && void act("confirm", check),
    ),
  );
  return (
    <AccountPage title={words().confirmTitle}>
      <Answer query={attempt} label={words().confirmTitle}>
        {(seen) => (
          <div class="flex flex-col gap-4">
            <Payment attempt={seen()}>
              <Show when={seen().state === "waiting"} fallback={<Ended attempt={seen()} />}>
                <p>{words().confirmLead}</p>
                <Show when={seen().confirmBy}>
                  {(day) => <p class="mt-1 font-medium">{words().confirmBy(longDay(day()))}</p>}
                </Show>
              </Show>
            </Payment>
            <Show
              when={seen().state === "waiting"}
              fallback={
                <ButtonLink size="large" class="self-start max-sm:w-full" href="/account/payments">
                  {words().toPayments}
                </ButtonLink>
              }
            >
              <div class="flex flex-wrap gap-2.5">
                <Button
                  variant="primary"
                  size="large"
                  class="max-sm:w-full"
                  busy={busy() === "confirm"}
                  onClick={confirm}
                >
                  {words().confirm}
                </Button>
                <Button size="large" class="max-sm:w-full" busy={busy() === "leave"} onClick={giveUp}>
                  {words().notThisWay}
                </Button>
              </div>
              <p class="text-sm text-ink-2">{words().confirmHelp}</p>
            </Show>
          </div>
        )}
      </Answer>
    </AccountPage>
  );
}

/** How much, from what, for what; between them where it stands. */
function Payment(props: { attempt: OwnAttempt; children: JSX.Element }) {
  return (
    <>
      <section class={`${cardClass} p-4`} aria-label={words().confirmTitle}>
        <p class="text-xl font-bold tabular-nums tracking-tight">{money(props.attempt.amountMinor)}</p>
        <Show when={props.attempt.methodName}>
          {(name) => <p class="text-ink-2">{words().from(name())}</p>}
        </Show>
        <Show when={props.attempt.lines.length > 0}>
          <h2 class="mt-4 text-sm font-semibold text-ink-2">{words().isFor}</h2>
          <ul class="mt-1 divide-y divide-line">
            <For each={props.attempt.lines}>
              {(line) => (
                <li class="flex justify-between gap-3 py-2">
                  <span class="min-w-0 [overflow-wrap:anywhere]">
                    {line.description}
                    <Show when={line.studentName}>
                      {(name) => <span class="block text-sm text-ink-2">{name()}</span>}
                    </Show>
                  </span>
                  <span class="flex-none tabular-nums">{money(line.amountMinor)}</span>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
      <div aria-live="polite">{props.children}</div>
    </>
  );
}

/** What became of it, whoever was faster: confirmed twice is confirmed once. */
function Ended(props: { attempt: OwnAttempt }) {
  const amount = () => money(props.attempt.amountMinor);
  const retry = () => (props.attempt.retryOn ? words().retry(longDay(props.attempt.retryOn)) : "");
  return (
    <Switch fallback={<Notice tone="plain">{words().notKnown}</Notice>}>
      <Match when={props.attempt.state === "paid"}>
        <Notice tone="good" title={words().isPaid} isInLiveRegion>
          {words().paid(amount())}
        </Notice>
      </Match>
      <Match when={props.attempt.state === "pending"}>
        <Notice tone="good" title={words().isPaid} isInLiveRegion>
          {words().pending(amount())}
        </Notice>
      </Match>
      <Match when={props.attempt.state === "late"}>
        <Notice tone="warn" isInLiveRegion>
          {words().tooLate}
        </Notice>
      </Match>
      <Match when={props.attempt.state === "cancelled"}>
        <Notice tone="plain" isInLiveRegion>
          {words().givenUp}
        </Notice>
      </Match>
      <Match when={props.attempt.state === "declined"}>
        <Notice tone="warn" title={words().notTakenNow} isInLiveRegion>
          <p>{props.attempt.message}</p>
          <p>{retry()}</p>
        </Notice>
      </Match>
    </Switch>
  );
}
