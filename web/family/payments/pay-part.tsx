import { For, Show } from "solid-js";
import type { CheckoutOptions, CheckoutPolicy } from "../../../worker/domains/checkout/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { checkoutWords } from "../words/checkout.ts";
import { createAddMethod } from "./add-method.ts";
import type { PayChoice } from "./pay-choice.ts";

type PayPartProps = {
  choice: PayChoice;
  options: CheckoutOptions;
  onMethods: () => void;
};

/** Credit, kept cards and bank accounts, a new one, and the texts for a payment. */
export function PayPart(props: PayPartProps) {
  const words = checkoutWords;
  return (
    <section class="flex flex-col gap-3 rounded-lg border border-line bg-sheet p-4">
      <h2 class="text-md font-bold tracking-tight">{words().pay}</h2>
      <Show when={props.options.creditMinor > 0}>
        <label class="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            class="check"
            checked={props.choice.usesCredit()}
            onChange={(event) => props.choice.setUsesCredit(event.currentTarget.checked)}
          />
          {words().credit(formats().money(props.options.creditMinor))}
        </label>
      </Show>
      <Show when={props.choice.restMinor() > 0 || props.options.requiresMethod}>
        <Show when={props.options.takesPayments} fallback={<Notice tone="plain">{words().later}</Notice>}>
          <Methods {...props} />
        </Show>
      </Show>
      <Show when={props.choice.policies().length > 0}>
        <h3 class="mt-2 font-semibold">{words().policies}</h3>
        <For each={props.choice.policies()}>
          {(policy) => (
            <Consent
              policy={policy}
              isOn={props.choice.accepted().includes(policy.id)}
              onChange={(isOn) => props.choice.accept(policy.id, isOn)}
            />
          )}
        </For>
      </Show>
    </section>
  );
}

function Methods(props: PayPartProps) {
  const words = checkoutWords;
  const adding = createAddMethod((methodId) => {
    props.choice.setMethodId(methodId);
    props.onMethods();
  });
  const label = () => {
    const { takesCards, takesBankAccounts } = props.options;
    if (takesCards && takesBankAccounts) return words().addMethod;
    return takesCards ? words().addCard : words().addBank;
  };
  return (
    <fieldset class="flex flex-col gap-1">
      <legend class="sr-only">{words().pay}</legend>
      <For each={props.choice.methods()} fallback={<p class="text-ink-2">{words().noMethod}</p>}>
        {(method) => (
          <label class="flex min-h-12 items-center gap-3 rounded-md border border-line px-3 has-checked:border-accent has-checked:bg-accent-soft">
            <input
              type="radio"
              name="method"
              value={method.id}
              checked={props.choice.methodId() === method.id}
              onChange={() => props.choice.setMethodId(method.id)}
            />
            <span class="flex-1">{method.name}</span>
            <Show when={method.isPrimary}>
              <Pill>{words().primary}</Pill>
            </Show>
          </label>
        )}
      </For>
      <Button class="mt-1 self-start" icon={PlusIcon} busy={adding.busy()} onClick={adding.add}>
        {label()}
      </Button>
    </fieldset>
  );
}

/** A text to be accepted before something is done; it opens where it stands. */
export function Consent(props: { policy: CheckoutPolicy; isOn: boolean; onChange: (isOn: boolean) => void }) {
  const words = checkoutWords;
  return (
    <div>
      <label class="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          class="check"
          checked={props.isOn}
          required={props.policy.isRequired}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        {words().accept(props.policy.title)}
      </label>
      <details>
        <summary class="link min-h-11 cursor-pointer py-2.5">{words().read}</summary>
        <section
          class="max-h-72 overflow-y-auto rounded-sm bg-sunken px-3 py-2 text-ink-2"
          tabindex="0"
          aria-label={props.policy.title}
        >
          <PlainText text={props.policy.body} />
        </section>
      </details>
    </div>
  );
}
