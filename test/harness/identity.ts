import type { TestProject } from "vitest/node";
import { startIdentityProvider } from "../../worker/local/node/identity-provider.ts";

const person = (subject: string, email: string, tenantId = "tenant-one") => ({
  ...{ subject, email, tenantId },
  name: `Person ${subject}`,
  about: "",
});

/** Vitest's global set-up: a real OpenID provider with people of its own, and what a Worker is configured with for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const identity = await startIdentityProvider({
    port: 0,
    publicOrigin: "https://app.test",
    people: [
      person("ann", "Ann@Example.org"),
      person("bob", "bob@example.org"),
      person("eve", "eve@example.org", "tenant-other"),
    ],
  });
  project.provide("identity", { origin: identity.origin, variables: identity.variables });
  return () => identity.stop();
}
