import type { IdentityProvider } from "../../../control-plane/enterprise-schema.ts";
import type { Env } from "../../env.ts";
import type { IdentityProviderPort } from "./identity.ts";
import { OidcClient } from "./oidc-client.ts";
import { identitySettings } from "./settings.ts";

export type IdentityProviders = Readonly<Record<IdentityProvider, IdentityProviderPort | null>>;

/** The ways to sign in to the enterprise portal; null is one that is not configured. */
export function identityProviders(env: Env): IdentityProviders {
  const made = (provider: IdentityProvider, entry: Env["IDENTITY_GOOGLE"]) =>
    entry ? new OidcClient(provider, identitySettings(provider, entry)) : null;
  return {
    google: made("google", env.IDENTITY_GOOGLE),
    microsoft: made("microsoft", env.IDENTITY_MICROSOFT),
  };
}
