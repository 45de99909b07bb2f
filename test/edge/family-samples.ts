/**
 * A body that a family route accepts, where the contract must get past it to a record that does not exist; of a GET, the
 * query string it needs.
 */
export const SAMPLES: Readonly<Record<string, unknown>> = {
  "POST /payments/methods/:id/remove": { version: 1 },
  "POST /payments/methods/:id/primary": { version: 1 },
  "POST /payments/methods/:id/autopay": { version: 1, isOn: false },
  "POST /access/invites/:id/resend": { version: 1 },
  "DELETE /access/invites/:id": { version: 1 },
  "PATCH /access/people/:id": { role: "viewer", version: 1 },
  "DELETE /access/people/:id": { version: 1 },
  "PATCH /passkeys/:id": { name: "Phone", version: 1 },
  "DELETE /passkeys/:id": { version: 1 },
  "POST /family-feeds/:id/rotate": { version: 1 },
  "DELETE /family-feeds/:id": { version: 1 },
  "PUT /profile/guardians/:id": { firstName: "Gale", lastName: "Guardian", version: 1 },
  "PATCH /students/:id": { version: 1, school: "North" },
  "POST /students/:id/contacts": { name: "Pat", phone: "312 555 0100" },
  "PUT /students/:id/contacts/:contactId": { name: "Pat", phone: "312 555 0100", version: 1 },
  "DELETE /students/contacts/:id": { version: 1 },
  "POST /students/:id/pickups": { name: "Pat" },
  "PUT /students/:id/pickups/:pickupId": { name: "Pat", version: 1 },
  "DELETE /students/pickups/:id": { version: 1 },
  "POST /enrollments/:id/drop": {
    version: 1,
    endsOn: "2099-01-01",
    expected: { chargeMinor: 0, creditMinor: 0 },
  },
  "POST /enrollments/:id/transfer-preview": { version: 1, classId: "cls_unknown", startsOn: "2099-01-01" },
  "POST /enrollments/:id/transfer": {
    version: 1,
    classId: "cls_unknown",
    startsOn: "2099-01-01",
    expected: { chargeMinor: 0, creditMinor: 0 },
  },
  "POST /makeups/bookings/:id/cancel": { version: 1 },
  "POST /waitlist/:id/accept": { version: 1, expected: { chargeMinor: 0, creditMinor: 0 } },
  "POST /waitlist/:id/leave": { version: 1 },
  "POST /requests/:id/withdraw": { version: 1 },
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
  "POST /passkeys/sign-in",
  "POST /passkeys/sign-in/options",
  "POST /invites/look",
  "POST /invites/accept",
];
