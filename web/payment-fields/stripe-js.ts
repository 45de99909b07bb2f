// The part of the processor's script that we use, in its own words.

export interface StripeProblem {
  readonly type: string;
  readonly message?: string;
}

/** Whatever is neither a problem nor still open was done. */
interface Result {
  readonly error?: StripeProblem;
}

export interface Appearance {
  readonly theme: "stripe" | "night";
  readonly variables: Readonly<Record<string, string>>;
}

export interface FieldsElement {
  mount(selector: string): void;
  focus(): void;
  destroy(): void;
  on(event: "ready", handler: () => void): void;
  on(event: "loaderror", handler: (event: { readonly error: StripeProblem }) => void): void;
}

export interface FieldsGroup {
  create(kind: "payment", options: object): FieldsElement;
  update(options: { readonly appearance: Appearance }): void;
}

interface PaymentIntent {
  readonly status: string;
  readonly last_payment_error: { readonly payment_method?: { readonly id: string } } | null;
}

export interface StripeClient {
  elements(options: { readonly clientSecret: string; readonly appearance: Appearance }): FieldsGroup;
  confirmSetup(options: {
    readonly elements: FieldsGroup;
    readonly confirmParams: { readonly return_url: string };
    readonly redirect: "if_required";
  }): Promise<Result>;
  retrievePaymentIntent(clientSecret: string): Promise<Result & { readonly paymentIntent?: PaymentIntent }>;
  handleNextAction(options: { readonly clientSecret: string }): Promise<Result>;
  confirmCardPayment(clientSecret: string, options: { readonly payment_method: string }): Promise<Result>;
}

type MakeClient = (publishableKey: string, options: { readonly locale: string }) => StripeClient;

/** The script comes from the processor itself, as it asks for, and only when somebody is here to enter something. */
export async function loadStripe(scriptUrl: string, publishableKey: string): Promise<StripeClient> {
  const loaded = window as unknown as { Stripe?: MakeClient };
  if (!loaded.Stripe) await load(scriptUrl);
  if (!loaded.Stripe) throw new Error("the processor’s script did not start");
  return loaded.Stripe(publishableKey, { locale: "en" });
}

function load(scriptUrl: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = scriptUrl;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("the processor’s script did not come"));
    document.head.append(script);
  });
}

/** The processor writes these two for whoever pays; others speak to programmers. */
export function wordsOf(problem: StripeProblem): string {
  const isForPayer = problem.type === "card_error" || problem.type === "validation_error";
  if (isForPayer && problem.message) return problem.message;
  return "The payment processor could not take this just now. Nothing was saved; try again in a minute.";
}
