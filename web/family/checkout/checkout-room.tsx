import { useParams } from "@solidjs/router";
import { lazy, Show } from "solid-js";
import CheckoutPage from "./checkout-page.tsx";

const CheckoutStatePage = lazy(() => import("./state-page.tsx"));

/** `/checkout` sends a cart off, `/checkout/<cart>` says what became of it. */
export default function CheckoutRoom() {
  const params = useParams<{ rest?: string }>();
  const cartId = () => params.rest?.split("/")[0] || undefined;
  return (
    <Show when={cartId()} keyed fallback={<CheckoutPage />}>
      {(id) => <CheckoutStatePage cartId={id} />}
    </Show>
  );
}
