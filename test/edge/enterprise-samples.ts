/**
 * A body that an enterprise route accepts, where the contract must get past it to a record that does not exist; of a GET,
 * the query string it needs.
 */
export const SAMPLES: Readonly<Record<string, unknown>> = {
  "POST /accounts/:id/handoff": { path: "/" },
  "PUT /accounts/:id/group": { version: 1, groupId: null },
  "PUT /accounts/:id/contact": {
    ...{ version: 1, ownerName: "", contactName: "", contactEmail: "", contactPhone: "", place: "" },
  },
  "PATCH /groups/:id": { version: 1, name: "North" },
  "DELETE /groups/:id": { version: 1 },
  "POST /groups/:id/restore": { version: 1 },
  "POST /users/:id/invite": { version: 1 },
  "PATCH /users/:id": { version: 1, name: "Robin" },
  "DELETE /users/:id": { version: 1 },
  "POST /users/:id/restore": { version: 1 },
  "GET /generated-reports/:id/file": "?kind=zip",
  "POST /onboardings/:id/retry": {},
};

/** Routes that answer about a record they do not find, and why that is right. */
export const NOT_404: Readonly<Record<string, string>> = {};

/** Routes that need nobody to be signed in: few, each with limits of its own. */
export const OPEN: readonly string[] = [];
