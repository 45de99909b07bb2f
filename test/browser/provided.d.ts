declare module "vitest" {
  interface ProvidedContext {
    /** Where the Worker of the browser tests answers. */
    origin: string;
    /** The Chromium to use. */
    browser: string;
  }
}

export {};
