import type { BrowserContext } from "playwright-core";
import { expect } from "vitest";
import { origin, PASSWORD } from "./office.ts";

/** Signs a guardian in as the log-in page does, for tests that are about what comes afterwards. */
export async function signInFamily(
  context: BrowserContext,
  account: string,
  email = `guardian@${account}.example`,
): Promise<void> {
  const answer = await context.request.post(`${origin()}/api/family/${account}/session`, {
    headers: { origin: origin(), "x-requested-by": "chalkline" },
    data: { email, password: PASSWORD },
  });
  expect(answer.status()).toBe(200);
}
