import * as z from "zod/mini";
import type { IdentityProvider } from "../../../control-plane/enterprise-schema.ts";

const address = z.url({ protocol: /^https?$/, error: "is not an https address" });
const client = z.object({
  clientId: z.string().check(z.minLength(1)),
  clientSecret: z.string().check(z.minLength(1)),
  issuer: z.optional(z.string()),
  authorization: z.optional(address),
  token: z.optional(address),
  jwks: z.optional(address),
});

/** One entry of the environment: JSON with the client that was registered at the provider; the rest has defaults. */
export const identityEntry = z.pipe(
  z.string(),
  z.pipe(
    z.transform((text: string): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        return text;
      }
    }),
    client,
  ),
);

export interface IdentitySettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** As it stands in the tokens; `{tid}` is the organization that the token names. */
  readonly issuer: string;
  readonly authorization: string;
  readonly token: string;
  readonly jwks: string;
}

type Endpoints = Omit<IdentitySettings, "clientId" | "clientSecret">;

const MICROSOFT = "https://login.microsoftonline.com";
const REAL: Readonly<Record<IdentityProvider, Endpoints>> = {
  google: {
    issuer: "https://accounts.google.com",
    authorization: "https://accounts.google.com/o/oauth2/v2/auth",
    token: "https://oauth2.googleapis.com/token",
    jwks: "https://www.googleapis.com/oauth2/v3/certs",
  },
  microsoft: {
    issuer: `${MICROSOFT}/{tid}/v2.0`,
    authorization: `${MICROSOFT}/organizations/oauth2/v2.0/authorize`,
    token: `${MICROSOFT}/organizations/oauth2/v2.0/token`,
    jwks: `${MICROSOFT}/organizations/discovery/v2.0/keys`,
  },
};

/** What an entry says, and for the rest the provider's own addresses. */
export function identitySettings(
  provider: IdentityProvider,
  entry: z.infer<typeof identityEntry>,
): IdentitySettings {
  const own = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
  return { ...REAL[provider], ...(own as z.infer<typeof client>) };
}
