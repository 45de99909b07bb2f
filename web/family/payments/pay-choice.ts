import { createMemo, createSignal } from "solid-js";
import type { CheckoutOptions } from "../../../worker/domains/checkout/shapes.ts";

/** With what an amount is paid: credit first if wanted, the rest by a kept method, after the texts were accepted. */
export function createPayChoice(options: () => CheckoutOptions | undefined, dueMinor: () => number) {
  const [chosenId, setMethodId] = createSignal<string>();
  const [usesCredit, setUsesCredit] = createSignal(true);
  const [accepted, setAccepted] = createSignal<readonly string[]>([]);
  const methods = () => options()?.methods ?? [];
  const methodId = createMemo(
    () => methods().find(({ id }) => id === chosenId())?.id ?? methods()[0]?.id ?? null,
  );
  const creditMinor = () => (usesCredit() ? Math.min(options()?.creditMinor ?? 0, dueMinor()) : 0);
  const restMinor = () => dueMinor() - creditMinor();
  /** What a card or bank account is asked for now. */
  const payMinor = () => (options()?.takesPayments ? restMinor() : 0);
  const policies = () => (payMinor() > 0 ? (options()?.policies ?? []) : []);
  const missing = () => policies().some(({ id, isRequired }) => isRequired && !accepted().includes(id));
  return {
    ...{ methods, methodId, setMethodId, usesCredit, setUsesCredit, creditMinor, restMinor, payMinor },
    ...{ policies, accepted },
    accept: (id: string, isOn: boolean) =>
      setAccepted((now) => (isOn ? [...now, id] : now.filter((other) => other !== id))),
    problem: (): "method" | "policies" | undefined => {
      if (payMinor() > 0 && methodId() === null) return "method";
      return missing() ? "policies" : undefined;
    },
    input: () => ({
      methodId: payMinor() > 0 || options()?.requiresMethod ? methodId() : null,
      usesCredit: creditMinor() > 0,
      policies: policies()
        .filter(({ id }) => accepted().includes(id))
        .map(({ id, versionId }) => ({ policyId: id, versionId })),
    }),
  };
}
export type PayChoice = ReturnType<typeof createPayChoice>;
