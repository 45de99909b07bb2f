import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { Cart, RetakeOutcome } from "../../../worker/domains/cart/shapes.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ShoppingCartIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { refreshMe } from "../session.ts";
import { cartWords } from "../words/cart.ts";
import { CartLineCard } from "./cart-line.tsx";
import { CartSums } from "./cart-sums.tsx";
import { HoldCountdown } from "./hold-countdown.tsx";
import { PromoForm } from "./promo-form.tsx";
import { StickyBar } from "./sticky-bar.tsx";

/** What the family has chosen and not yet sent off. */
export default function CartPage() {
  const cart = createQuery<Cart>(() => "/cart");
  const words = cartWords;
  return (
    <>
      <PageTitle class="mb-4 text-xl font-bold tracking-tight" title={words().title} />
      <Switch>
        <Match when={cart.error() && !cart.data()}>
          <ErrorState error={cart.error()!} onRetry={cart.refetch} />
        </Match>
        <Match when={cart.data()?.state === "paying" && cart.data()}>
          {(paying) => (
            <Notice tone="plain" title={words().paying}>
              <ButtonLink href={`/checkout/${paying().id}`}>{words().see}</ButtonLink>
            </Notice>
          )}
        </Match>
        <Match when={cart.data()?.lines.length === 0}>
          <EmptyState
            icon={ShoppingCartIcon}
            title={words().empty}
            action={
              <ButtonLink variant="primary" size="large" href="/classes">
                {words().browse}
              </ButtonLink>
            }
          >
            {words().emptyHelp}
          </EmptyState>
        </Match>
        <Match when={cart.data()}>{(seen) => <FilledCart cart={seen()} onChanged={cart.refetch} />}</Match>
      </Switch>
    </>
  );
}

function FilledCart(props: { cart: Cart; onChanged: () => void }) {
  const [busy, setBusy] = createSignal(false);
  const words = cartWords;
  const sums = () => props.cart.sums;
  const isBarred = () =>
    props.cart.lines.some(({ place, obstacles }) => place.state === "gone" || obstacles.length > 0);
  async function act(work: () => Promise<unknown>) {
    setBusy(true);
    try {
      await work();
      await refreshMe();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
      props.onChanged();
    }
  }
  const retake = () =>
    act(async () => {
      const { gone } = await api.post<RetakeOutcome>("/cart/places");
      const names = gone.map(({ className }) => className).join(", ");
      showToast(names === "" ? words().retaken : words().goneNow(names), {
        tone: names === "" ? "good" : "bad",
      });
    });
  return (
    <div>
      <div class="grid gap-5 md:grid-cols-[minmax(0,1fr)_20rem]">
        <div class="flex flex-col gap-3">
          <Show when={props.cart.lastProblem}>
            {(problem) => (
              <Notice tone="warn" title={words().failed}>
                {problem()}
              </Notice>
            )}
          </Show>
          <HoldCountdown cart={props.cart} busy={busy()} onRetake={() => void retake()} />
          <ul class="flex flex-col gap-3">
            <For each={props.cart.lines}>
              {(line) => (
                <CartLineCard
                  line={line}
                  busy={busy()}
                  onRemove={() => void act(() => api.delete(`/cart/items/${line.id}`))}
                  onWait={() => void act(() => api.post(`/cart/items/${line.id}/waitlist`))}
                />
              )}
            </For>
          </ul>
        </div>
        <aside class="flex flex-col gap-4 rounded-lg border border-line bg-sheet p-4 md:sticky md:top-20 md:self-start">
          <h2 class="text-md font-bold tracking-tight">{words().summary}</h2>
          <CartSums cart={props.cart} />
          <PromoForm
            promo={props.cart.promo}
            busy={busy()}
            onCode={(code) => void act(() => api.post("/cart/promo", { code }))}
          />
        </aside>
      </div>
      <StickyBar
        label={sums().dueNowMinor === sums().totalMinor ? words().total : words().dueNow}
        amount={formats().money(sums().dueNowMinor)}
      >
        <Show when={!isBarred()}>
          <ButtonLink variant="primary" size="large" href="/checkout">
            {sums().totalMinor > 0 ? words().checkOut : words().send}
          </ButtonLink>
        </Show>
      </StickyBar>
    </div>
  );
}
