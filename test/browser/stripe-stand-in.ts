import type { Page } from "playwright-core";

/**
 * Stands in for Stripe's script: `Stripe(key)`, `elements`, the Payment Element with its frame-like field, `confirmSetup`
 * with its errors, as its reference describes them. What it was given is kept in `window.played`.
 */
export const STAND_IN = `"use strict";
window.Stripe = (publishableKey) => {
  if (!publishableKey.startsWith("pk_")) throw new Error("IntegrationError");
  let field;
  window.played = { publishableKey };
  return {
    elements({ clientSecret, appearance }) {
      Object.assign(window.played, { clientSecret, theme: appearance.theme, variables: appearance.variables });
      return {
        update({ appearance }) { window.played.theme = appearance.theme; },
        create(kind, options) {
          window.played[kind] = options;
          const on = {};
          return {
            on(event, handler) { on[event] = handler; },
            mount(selector) {
              const label = document.createElement("label");
              label.textContent = "Card number ";
              field = document.createElement("input");
              label.append(field);
              document.querySelector(selector).replaceChildren(label);
              setTimeout(() => on.ready?.());
            },
            focus() { field.focus(); },
            destroy() { field.parentElement.remove(); },
          };
        },
      };
    },
    async confirmSetup({ elements, confirmParams, redirect }) {
      window.played.confirmed = { returnUrl: confirmParams.return_url, redirect, hasElements: Boolean(elements) };
      await new Promise((done) => setTimeout(done, 50));
      if (field.value.length < 16) {
        return { error: { type: "validation_error", message: "Your card number is incomplete." } };
      }
      return { setupIntent: { id: "seti_1", status: "succeeded" } };
    },
  };
};
`;

/** The server of a school on Stripe, as far as entering a card goes; what it was asked to finish. */
export async function stripeDesk(page: Page): Promise<{ readonly finished: readonly string[] }> {
  const finished: string[] = [];
  await page.route("**/payments/methods/begin", (route) =>
    route.fulfill({
      json: {
        setupId: "pst_played",
        payer: { name: "Ada Stripewell", email: null },
        fields: {
          kind: "elements",
          scriptUrl: "https://js.stripe.com/endive/stripe.js",
          publishableKey: "pk_test_school",
          clientSecret: "seti_1_secret",
          methodTypes: ["card", "us_bank_account"],
        },
      },
    }),
  );
  await page.route("**/payments/methods/setups/*/finish", (route) => {
    finished.push(new URL(route.request().url()).pathname.split("/").at(-2) ?? "");
    return route.fulfill({ json: { outcome: "saved", methodId: "pmt_played", change: null } });
  });
  return { finished };
}
