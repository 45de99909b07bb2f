import { Show } from "solid-js";
import type { KeptMethod } from "../../../worker/domains/payments/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { paymentWords } from "../words/payments.ts";

export function methodTitle({ brand, last4 }: Pick<KeptMethod, "brand" | "last4">): string {
  const name = brand === null ? "" : `${brand[0]!.toUpperCase()}${brand.slice(1)} `;
  return `${name}•••• ${last4}`;
}

type MethodCardProps = {
  method: KeptMethod;
  busy: boolean;
  onPrimary: () => void;
  onAutopay: () => void;
  onRemove: () => void;
};

/** One card or bank account, what it is for, and what may be done with it. */
export function MethodCard(props: MethodCardProps) {
  const words = paymentWords;
  const method = () => props.method;
  const month = () => {
    const { expiresMonth, expiresYear } = method();
    if (expiresMonth === null || expiresYear === null) return undefined;
    const day = `${expiresYear}-${String(expiresMonth).padStart(2, "0")}-01`;
    return formats().date(day, { month: "short", year: "numeric" });
  };
  const autopayText = () => {
    if (method().autopayAt === null) return words().autopayOff;
    return method().mayDraft ? words().autopayOn : whyNot();
  };
  const whyNot = () => {
    if (method().isPrimary) return words().autopayStopped;
    return method().autopayAt === null ? words().autopayOther : words().autopayWaits;
  };
  return (
    <li class="flex flex-col gap-3 rounded-lg border border-line bg-sheet p-4">
      <div class="flex flex-wrap items-center gap-2">
        <h2 class="flex-1 font-semibold">{methodTitle(method())}</h2>
        <Show when={method().isPrimary}>
          <Pill tone="accent">{words().primary}</Pill>
        </Show>
        <Show when={method().expiry !== "good"}>
          <Pill tone={method().expiry === "expired" ? "bad" : "warn"}>
            {method().expiry === "expired" ? words().expired : words().expiresSoon}
          </Pill>
        </Show>
      </div>
      <Show when={month()}>{(until) => <p class="text-sm text-ink-3">{words().expires(until())}</p>}</Show>
      <Show when={method().invalidReason}>{(reason) => <p class="text-bad">{reason()}</p>}</Show>
      <Show
        when={method().mayDraft || method().autopayAt !== null}
        fallback={<p class="text-sm text-ink-3">{whyNot()}</p>}
      >
        <label class="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            role="switch"
            aria-checked={method().autopayAt !== null}
            class="switch"
            checked={method().autopayAt !== null}
            disabled={props.busy}
            onClick={(event) => {
              event.preventDefault();
              props.onAutopay();
            }}
          />
          <span>
            <span class="block font-medium">{words().autopay}</span>
            <span class="text-sm text-ink-3">{autopayText()}</span>
          </span>
        </label>
      </Show>
      <div class="flex flex-wrap gap-2">
        <Show when={!method().isPrimary && method().mayBePrimary}>
          <Button disabled={props.busy} onClick={props.onPrimary}>
            {words().makePrimary}
          </Button>
        </Show>
        <Button variant="quiet" disabled={props.busy} onClick={props.onRemove}>
          {words().remove}
        </Button>
      </div>
    </li>
  );
}
