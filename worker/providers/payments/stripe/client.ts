import type Stripe from "stripe";
import type { ProcessorAccess } from "../payments.ts";

/** What answers of the processor are read as; webhook addresses that we connect are pinned to it too. */
export const STRIPE_API_VERSION = "2026-10-28.endive";
const TIMEOUT_MS = 20_000;

export interface StripeOptions {
  readonly timeoutMs?: number;
  /** Another server that speaks the API, and another way to reach it; for tests. */
  readonly server?: { readonly host: string; readonly port: number; readonly protocol: "http" | "https" };
  readonly fetch?: typeof fetch;
}

/** One school's client, made when first used: the package is large and most requests never pay. */
export interface StripeSchool {
  readonly access: ProcessorAccess;
  readonly client: () => Promise<Stripe>;
}

export function stripeSchool(access: ProcessorAccess, options: StripeOptions): StripeSchool {
  let made: Stripe | undefined;
  return {
    access,
    async client() {
      made ??= await open(access.secretKey, options);
      return made;
    },
  };
}

/** The package, loaded at its first use. */
export async function loadStripe(): Promise<typeof Stripe> {
  return (await import("stripe")).default;
}

async function open(secretKey: string, options: StripeOptions): Promise<Stripe> {
  const StripeClient = await loadStripe();
  return new StripeClient(secretKey, {
    apiVersion: STRIPE_API_VERSION,
    httpClient: StripeClient.createFetchHttpClient(options.fetch),
    timeout: options.timeoutMs ?? TIMEOUT_MS,
    // Whoever calls knows whether to try again, and does it with the same key.
    maxNetworkRetries: 0,
    telemetry: false,
    ...options.server,
  });
}
