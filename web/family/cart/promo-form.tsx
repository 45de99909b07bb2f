import { createSignal, Show } from "solid-js";
import type { Cart } from "../../../worker/domains/cart/shapes.ts";
import { Button } from "../../shared/ui/button.tsx";
import { cartWords } from "../words/cart.ts";

type PromoFormProps = {
  promo: Cart["promo"];
  busy: boolean;
  onCode: (code: string | null) => void;
};

/** A code to type; what became of it stands below. */
export function PromoForm(props: PromoFormProps) {
  const words = cartWords;
  const [typed, setTyped] = createSignal(props.promo?.problem ? props.promo.code : "");
  const isOn = () => props.promo !== null && props.promo.problem === null;
  return (
    <Show
      when={!isOn()}
      fallback={
        <p class="flex min-h-11 items-center justify-between gap-3">
          <span class="font-medium text-good">{words().promoOn(props.promo?.code ?? "")}</span>
          <Button variant="quiet" busy={props.busy} onClick={() => props.onCode(null)}>
            {words().promoRemove}
          </Button>
        </p>
      }
    >
      <form
        class="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          const code = typed().trim();
          if (code !== "") props.onCode(code);
          else if (props.promo !== null) props.onCode(null);
        }}
      >
        <label class="flex min-w-0 flex-1 flex-col gap-1">
          <span class="text-sm font-medium">{words().promo}</span>
          <input
            class="control"
            name="promo"
            autocomplete="off"
            autocapitalize="characters"
            maxLength={40}
            value={typed()}
            aria-describedby={props.promo?.problem ? "promo-problem" : undefined}
            aria-invalid={props.promo?.problem ? "true" : undefined}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <Button type="submit" busy={props.busy}>
          {words().promoApply}
        </Button>
        <Show when={props.promo !== null}>
          <Button
            variant="quiet"
            busy={props.busy}
            onClick={() => {
              setTyped("");
              props.onCode(null);
            }}
          >
            {words().promoRemove}
          </Button>
        </Show>
        <p id="promo-problem" class="w-full text-sm text-bad empty:sr-only" role="status">
          {props.promo?.problem}
        </p>
      </form>
    </Show>
  );
}
