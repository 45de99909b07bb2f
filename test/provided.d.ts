declare module "vitest" {
  interface ProvidedContext {
    /** Where a test file asks for a libSQL database of its own. */
    sqldHost: string;
    /** Real mail servers, and where what they have taken can be read. */
    smtp: {
      readonly ports: Readonly<Record<"plain" | "starttls" | "tls", number>>;
      readonly mailbox: string;
    };
    /** A real OpenID provider, and what a Worker is configured with to sign people in there. */
    identity: {
      readonly origin: string;
      readonly variables: Readonly<Record<"IDENTITY_GOOGLE" | "IDENTITY_MICROSOFT", string>>;
    };
  }
}

export {};
