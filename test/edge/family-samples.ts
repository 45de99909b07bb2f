/**
 * A body that a family route accepts, where the contract must get past it to a record that does not exist; of a GET, the
 * query string it needs.
 */
export const SAMPLES: Readonly<Record<string, unknown>> = {
  "POST /family-feeds/:id/rotate": { version: 1 },
  "DELETE /family-feeds/:id": { version: 1 },
};

/** Routes that answer about a record they do not find, and why that is right. */
export const NOT_404: Readonly<Record<string, string>> = {};

/** Writes that need nobody to be signed in: few, each with limits of its own. */
export const OPEN_WRITES: readonly string[] = [
  "POST /session",
  "POST /sign-in/start",
  "POST /sign-in/code",
  "POST /sign-in/verify",
  "POST /sign-in/password",
  "POST /password-resets",
  "POST /password-resets/redeem",
  "POST /accounts",
];
