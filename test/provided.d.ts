declare module "vitest" {
  interface ProvidedContext {
    /** Where a test file asks for a libSQL database of its own. */
    sqldHost: string;
    /** Real mail servers, and where what they have taken can be read. */
    smtp: {
      readonly ports: Readonly<Record<"plain" | "starttls" | "tls", number>>;
      readonly mailbox: string;
    };
  }
}

export {};
