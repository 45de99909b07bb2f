import { A } from "@solidjs/router";
import { For } from "solid-js";
import { paymentWords } from "../words/payments.ts";

/** From what is owed to what was, and to the cards: one step each. */
export function MoneyTabs() {
  const tabs = () => [
    { href: "/account/payments", label: paymentWords().payments },
    { href: "/account/history", label: paymentWords().history },
    { href: "/account/methods", label: paymentWords().methods },
  ];
  return (
    <nav aria-label={paymentWords().tabs} class="-mt-2 -mb-1 flex gap-1 overflow-x-auto">
      <For each={tabs()}>
        {(tab) => (
          <A
            href={tab.href}
            class="flex min-h-11 flex-none items-center rounded-md px-3 font-medium max-sm:px-2 text-ink-2 hover:bg-hover"
            activeClass="bg-accent-soft text-accent"
          >
            {tab.label}
          </A>
        )}
      </For>
    </nav>
  );
}
