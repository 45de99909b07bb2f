import { newId } from "../../../tenant-schema/ids.ts";
import { METHOD_KINDS } from "../../providers/payments/payments.ts";
import { beginSetup, saveCustomer } from "../../providers/payments/sandbox/setups.ts";
import { type SandboxWorld, sandboxAccount } from "../../providers/payments/sandbox/world.ts";

const TRIAL_ACCOUNT = "acc_trial";

/** Opens the fields for nobody in particular, so that they can be looked at without a family at hand. */
export async function tryFields(world: SandboxWorld, form: URLSearchParams): Promise<Response> {
  const account = sandboxAccount(world, TRIAL_ACCOUNT);
  await saveCustomer(account, { familyId: "trial", name: "Trial", email: null });
  const back = new URL(form.get("returnUrl") ?? "/local/payments", world.origin);
  const opened = await beginSetup(account, {
    setupId: form.get("setupId") ?? newId("request", world.now()),
    customerToken: "sandbox_customer_trial",
    methodKinds: METHOD_KINDS,
    returnUrl: `${world.origin}${back.pathname}${back.search}`,
  });
  if (opened.outcome !== "open" || opened.fields.kind !== "page") throw new Error("The fields did not open");
  return new Response(null, { status: 303, headers: { location: opened.fields.url } });
}
