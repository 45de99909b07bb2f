/**
 * A body that an enterprise route accepts, where the contract must get past it to a record that does not exist; of a GET,
 * the query string it needs.
 */
export const SAMPLES: Readonly<Record<string, unknown>> = {
  "POST /accounts/:id/handoff": { path: "/" },
  "GET /generated-reports/:id/file": "?kind=zip",
};

/** Routes that answer about a record they do not find, and why that is right. */
export const NOT_404: Readonly<Record<string, string>> = {};

/** Routes that need nobody to be signed in: few, each with limits of its own. */
export const OPEN: readonly string[] = [];
