import { A, Navigate, useNavigate } from "@solidjs/router";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { Cart } from "../../../worker/domains/cart/shapes.ts";
import type { CheckoutOptions, CheckoutOutcome } from "../../../worker/domains/checkout/shapes.ts";
import { api } from "../../shared/api.ts";
import { type ApiError, toApiError } from "../../shared/api-error.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery, setQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ArrowLeftIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { CartSums } from "../cart/cart-sums.tsx";
import { lineDay } from "../cart/cart-text.ts";
import { HoldCountdown } from "../cart/hold-countdown.tsx";
import { StickyBar } from "../cart/sticky-bar.tsx";
import { createPayChoice } from "../payments/pay-choice.ts";
import { PayPart } from "../payments/pay-part.tsx";
import { refreshMe } from "../session.ts";
import { cartWords } from "../words/cart.ts";
import { checkoutWords } from "../words/checkout.ts";
import { told } from "../words/told.ts";
import { sentCart } from "./sent-cart.ts";

/** Review, fees, credit, method, texts, and one press that is carried out once. */
export default function CheckoutPage() {
  const cart = createQuery<Cart>(() => "/cart", { staleMs: 0 });
  const options = createQuery<CheckoutOptions>(() => "/checkout/options");
  const both = () => {
    const [seen, how] = [cart.data(), options.data()];
    return seen && how ? { cart: seen, options: how } : undefined;
  };
  const reload = () => {
    cart.refetch();
    options.refetch();
  };
  const error = () => cart.error() ?? options.error();
  const elsewhere = () => {
    const seen = cart.data();
    if (seen?.state === "paying") return `/checkout/${seen.id}`;
    if (seen?.lines.length !== 0) return undefined;
    const sent = sentCart.read();
    return sent === null ? "/cart" : `/checkout/${sent}`;
  };
  return (
    <div class="mx-auto max-w-2xl">
      <A href="/cart" class="link mb-1 inline-flex min-h-11 items-center gap-1.5">
        <ArrowLeftIcon />
        {checkoutWords().back}
      </A>
      <PageTitle class="mb-4 text-xl font-bold tracking-tight" title={checkoutWords().title} />
      <Switch>
        <Match when={error() && !both()}>
          <ErrorState error={error()!} onRetry={reload} />
        </Match>
        <Match when={elsewhere()}>{(path) => <Navigate href={path()} />}</Match>
        <Match when={both()}>
          {(seen) => (
            <Review
              cart={seen().cart}
              options={seen().options}
              onCart={cart.refetch}
              onMethods={options.refetch}
            />
          )}
        </Match>
      </Switch>
    </div>
  );
}

type ReviewProps = { cart: Cart; options: CheckoutOptions; onCart: () => void; onMethods: () => void };

function Review(props: ReviewProps) {
  const words = checkoutWords;
  const dueMinor = () => props.cart.sums.dueNowMinor;
  const choice = createPayChoice(() => props.options, dueMinor);
  const sending = createSending(props, choice);
  /** Who only asks or waits is charged nothing, and needs no sums of zero. */
  const isBooking = () => props.cart.lines.some(({ mode }) => mode === "registers");
  const label = () => {
    if (choice.payMinor() > 0) return words().submitPay(formats().money(choice.payMinor()));
    return isBooking() ? words().submit : words().submitFree;
  };
  /** A code that lowers nothing is refused, so that nobody pays more than they meant to. */
  const uncounted = () => (props.cart.promo?.problem ? props.cart.promo : undefined);
  const hint = () => {
    const problem = choice.problem();
    if (uncounted()) return words().promoFirst;
    if (problem === "method") return words().chooseMethod;
    return problem === "policies" ? words().acceptFirst : undefined;
  };
  const isPaid = () => dueMinor() > 0 || props.options.requiresMethod;
  return (
    <div class="flex flex-col gap-4">
      <HoldCountdown cart={props.cart} busy={sending.busy()} onRetake={() => void sending.retake()} />
      <section class="flex flex-col gap-3 rounded-lg border border-line bg-sheet p-4">
        <h2 class="text-md font-bold tracking-tight">{words().review}</h2>
        <ul class="flex flex-col gap-2">
          <For each={props.cart.lines}>
            {(line) => (
              <li class="flex justify-between gap-3">
                <span class="min-w-0">
                  <span class="font-medium">{line.studentName}</span>, {line.className}
                  <span class="block text-sm text-ink-3">
                    {[line.mode === "asks" ? words().requested : cartWords().kind[line.kind], lineDay(line)]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
                <span class="tabular-nums">
                  {line.mode === "registers" && line.totalMinor > 0 ? formats().money(line.totalMinor) : ""}
                </span>
              </li>
            )}
          </For>
        </ul>
        <Show when={isBooking()}>
          <CartSums cart={props.cart} />
        </Show>
      </section>
      <Show when={uncounted()}>
        {(promo) => (
          <Notice tone="warn" title={words().promoUncounted(promo().code)}>
            <p class="mb-3">{promo().problem}</p>
            <Button busy={sending.busy()} onClick={() => void sending.dropCode()}>
              {words().promoWithout}
            </Button>
          </Notice>
        )}
      </Show>
      <Show when={isPaid()}>
        <PayPart choice={choice} options={props.options} onMethods={props.onMethods} />
      </Show>
      <Show when={sending.changed()}>
        {(message) => (
          <Notice tone="bad" title={words().changed}>
            {message()}
          </Notice>
        )}
      </Show>
      <Show when={sending.failed()}>{(failed) => <Failed error={failed()} />}</Show>
      <Show when={hint()}>
        <p id="checkout-hint" class="text-ink-2">
          {hint()}
        </p>
      </Show>
      <StickyBar label={cartWords().dueNow} amount={formats().money(dueMinor())}>
        <Button
          variant="primary"
          size="large"
          busy={sending.busy()}
          disabled={hint() !== undefined}
          aria-describedby={hint() ? "checkout-hint" : undefined}
          onClick={() => void sending.send()}
        >
          {sending.busy() ? words().sending : label()}
        </Button>
      </StickyBar>
      <p class="text-center text-sm text-ink-3">{words().once}</p>
    </div>
  );
}

function Failed(props: { error: ApiError }) {
  const words = checkoutWords;
  const isUnreached = () => props.error.status === 0;
  return (
    <Notice tone="bad" title={isUnreached() ? words().notReached : props.error.problem.title}>
      {isUnreached() ? words().notReachedHelp : props.error.message}
    </Notice>
  );
}

/** Sends the cart off under a key that is the same for this cart, however often it is pressed or reloaded. */
function createSending(props: ReviewProps, choice: ReturnType<typeof createPayChoice>) {
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const [changed, setChanged] = createSignal<string>();
  const [failed, setFailed] = createSignal<ApiError>();
  async function act(work: () => Promise<void>) {
    if (busy()) return;
    setBusy(true);
    setChanged(undefined);
    setFailed(undefined);
    try {
      await work();
    } catch (cause) {
      setFailed(toApiError(cause));
    } finally {
      setBusy(false);
    }
  }
  const send = () =>
    act(async () => {
      const { id, version, sums } = props.cart;
      if (id === null) return;
      sentCart.note(id);
      const body = { cartId: id, version, shownMinor: sums.totalMinor, ...choice.input() };
      // The same content under the same key: a second press, a reload or a lost answer finds what was done.
      const idempotencyKey = `checkout-${id}-${version}-${body.methodId ?? "none"}-${body.usesCredit}`;
      const answer = await api.post<CheckoutOutcome>("/checkout", body, { idempotencyKey });
      if (answer.outcome === "changed") {
        setQuery("/cart", answer.cart);
        // Of a code the page says by itself what became of it, and what to do.
        if (answer.reason !== "promo") setChanged(told({ code: answer.reason, text: answer.message }));
        return;
      }
      setQuery(`/checkout/${id}`, answer);
      void refreshMe();
      navigate(`/checkout/${id}`, { replace: true });
    });
  const retake = () =>
    act(async () => {
      await api.post("/cart/places");
      props.onCart();
    });
  const dropCode = () =>
    act(async () => {
      await api.post("/cart/promo", { code: null });
      props.onCart();
    });
  return { busy, changed, failed, send, retake, dropCode };
}
