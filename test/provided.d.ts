declare module "vitest" {
  interface ProvidedContext {
    /** Where a test file asks for a libSQL database of its own. */
    sqldHost: string;
  }
}

export {};
