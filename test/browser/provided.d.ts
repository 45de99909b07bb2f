declare module "vitest" {
  interface ProvidedContext {
    /** Where the Workers of the browser tests answer: one for each process that runs tests. */
    origins: readonly string[];
    /** The Chromium to use. */
    browser: string;
  }
}

export {};
