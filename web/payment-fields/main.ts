import "./payment-fields.css";
import type { FieldsTask } from "../shared/payment-fields.ts";
import { appearance, onAppearanceChange } from "./appearance.ts";
import { type OfficeChannel, openOfficeChannel } from "./office-channel.ts";
import { fieldsSelector, showEnd, showForm, showHead, showProblem, showWords } from "./page.ts";
import { loadStripe, type StripeClient, type StripeProblem, wordsOf } from "./stripe-js.ts";

const problemHeading = "That did not work";
const unreachable =
  "The payment processor’s page could not be opened. Check the connection, or whether something blocks js.stripe.com, and try again.";

/** A bank's page sends the payer back with the processor's own words behind the address. */
const query = new URLSearchParams(location.search);
const channelName = query.get("channel") ?? location.hash.slice(1);
const returnUrl = `${location.origin}${location.pathname}?channel=${encodeURIComponent(channelName)}`;

async function run(): Promise<void> {
  if (channelName === "")
    return showEnd("Nothing to enter", "Open this page from a family’s payment methods.");
  const office = openOfficeChannel(channelName);
  if (query.has("redirect_status")) return finish(office);
  const task = await office.task;
  if (!task) {
    return showEnd(
      "This page is no longer waited for",
      "Close it, and open it again from the family’s payment methods.",
    );
  }
  showHead(task.schoolName, task.kind === "setup" ? "Card or bank account" : "Confirm the payment");
  await perform(office, task);
}

async function perform(office: OfficeChannel, task: FieldsTask): Promise<void> {
  try {
    const stripe = await loadStripe(task.scriptUrl, task.publishableKey);
    if (task.kind === "setup") await setUp(office, stripe, task);
    else await act(office, stripe, task.clientSecret);
  } catch {
    showEnd(problemHeading, unreachable, () => void perform(office, task));
  }
}

async function setUp(
  office: OfficeChannel,
  stripe: StripeClient,
  task: FieldsTask & { readonly kind: "setup" },
): Promise<void> {
  const elements = stripe.elements({ clientSecret: task.clientSecret, appearance: appearance() });
  onAppearanceChange(() => elements.update({ appearance: appearance() }));
  const { payerName: name, payerEmail: email } = task;
  const fields = elements.create("payment", {
    // Wallets and links belong to whoever sits here, which is seldom the family.
    wallets: { applePay: "never", googlePay: "never", link: "never" },
    defaultValues: { billingDetails: { ...(name ? { name } : {}), ...(email ? { email } : {}) } },
  });
  fields.on("ready", () => {
    showWords("Enter the card, or name the bank account. It is charged only when a payment is taken.");
    fields.focus();
  });
  fields.on("loaderror", ({ error }) => {
    fields.destroy();
    showEnd(problemHeading, wordsOf(error), () => void perform(office, task));
  });
  showForm({
    async onSave() {
      const { error } = await stripe.confirmSetup({
        elements,
        confirmParams: { return_url: returnUrl },
        redirect: "if_required",
      });
      if (error) showProblem(wordsOf(error));
      else finish(office);
    },
    onLeave() {
      office.tell("left");
      showEnd("Nothing was saved", "You can close this window now.");
      window.close();
    },
  });
  fields.mount(fieldsSelector);
}

/** The payer’s bank asks whether it is really them; a payment that was first tried without them is confirmed anew. */
async function act(office: OfficeChannel, stripe: StripeClient, clientSecret: string): Promise<void> {
  showWords("The bank asks the payer to confirm this payment.");
  const error = await confirm(stripe, clientSecret);
  if (error) showEnd(problemHeading, wordsOf(error), () => void act(office, stripe, clientSecret));
  else finish(office);
}

async function confirm(stripe: StripeClient, clientSecret: string): Promise<StripeProblem | undefined> {
  const { paymentIntent: intent, error } = await stripe.retrievePaymentIntent(clientSecret);
  if (error || !intent) return error ?? { type: "api_error" };
  if (intent.status === "requires_action") return (await stripe.handleNextAction({ clientSecret })).error;
  const method = intent.last_payment_error?.payment_method?.id;
  if (intent.status !== "requires_payment_method" || !method) return undefined;
  return (await stripe.confirmCardPayment(clientSecret, { payment_method: method })).error;
}

function finish(office: OfficeChannel): void {
  office.tell("done");
  showEnd("Thank you", "You can close this window now.");
  window.close();
}

void run();
