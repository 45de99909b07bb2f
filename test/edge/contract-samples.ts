import { newId } from "../../tenant-schema/ids.ts";

const id = newId("family");
const version = 1;
const reason = "because";
const name = "A name";
const versioned = { version };
const slot = { weekday: 1, startMinute: 960, durationMinutes: 60 };
const guardian = { firstName: name, lastName: name };

/** A body that a route accepts, where the contract must get past it to a record that does not exist. */
export const SAMPLES: Readonly<Record<string, unknown>> = {
  "PATCH /families/:id": { name, version },
  "POST /families/:id/review": versioned,
  "POST /families/:id/suspension": { reason, version },
  "DELETE /families/:id/suspension": { reason, version },
  "PUT /families/:id/keywords": { keywordIds: [] },
  "POST /families/:id/students": guardian,
  "POST /families/:id/guardians": guardian,
  "PUT /families/:id/guardians/:recordId": { ...guardian, version },
  "DELETE /families/:id/guardians/:recordId": versioned,
  "POST /families/:id/contacts": { name },
  "PUT /families/:id/contacts/:recordId": { name, version },
  "DELETE /families/:id/contacts/:recordId": versioned,
  "POST /families/:id/pickups": { name, kind: "authorised" },
  "PUT /families/:id/pickups/:recordId": { name, kind: "barred", version },
  "DELETE /families/:id/pickups/:recordId": versioned,
  "POST /families/:id/notes": { body: name },
  "PUT /families/:id/notes/:recordId": { body: name, version },
  "DELETE /families/:id/notes/:recordId": versioned,
  "PATCH /students/:id": { firstName: name, version },
  "PATCH /classes/:id": { name, version },
  "DELETE /classes/:id": versioned,
  "POST /classes/:id/archive": versioned,
  "POST /classes/:id/restore": versioned,
  "POST /classes/:id/duplicate": { name, startsOn: "2027-01-01" },
  "POST /classes/:id/slots": { ...slot, startsOn: "2027-01-01" },
  "POST /classes/:id/slots/:slotId/change": { ...slot, from: "2027-01-01", version },
  "POST /classes/:id/slots/:slotId/end": { lastOn: "2027-01-01", version },
  "PATCH /classes/:id/slots/:slotId/versions/:versionId": { ...slot, version },
  "PATCH /staff/groups/:id": { name, version },
  "DELETE /staff/groups/:id": versioned,
  "POST /staff/groups/:id/members": { staffId: id },
  "DELETE /staff/grants/:id": versioned,
  "PATCH /staff/:id": { title: name, version },
  "POST /staff/:id/deactivate": { reason, version },
  "POST /staff/:id/reactivate": versioned,
  "POST /staff/:id/sessions/end": {},
  "PATCH /settings/locations/:id": { name, timeZone: "America/Chicago", version },
  "DELETE /settings/locations/:id": versioned,
  "PATCH /settings/programs/:id": { name, version },
  "DELETE /settings/programs/:id": versioned,
  "PATCH /settings/levels/:id": { name, version },
  "DELETE /settings/levels/:id": versioned,
  "PATCH /settings/rooms/:id": { name, version },
  "DELETE /settings/rooms/:id": versioned,
  "PATCH /settings/sessions/:id": { name, kind: "ongoing", startsOn: "2026-09-01", version },
  "DELETE /settings/sessions/:id": versioned,
  "PATCH /settings/closures/:id": {
    name,
    effect: "both",
    startsOn: "2026-12-24",
    endsOn: "2026-12-31",
    version,
  },
  "DELETE /settings/closures/:id": versioned,
  "PATCH /settings/lists/:id": { label: name, version },
  "DELETE /settings/lists/:id": versioned,
  "PATCH /settings/keywords/:id": { label: name, version },
  "DELETE /settings/keywords/:id": versioned,
  "PATCH /settings/custom-fields/:id": { label: name, version },
  "DELETE /settings/custom-fields/:id": versioned,
  "PATCH /enrollments/:id": { note: name, version },
  "POST /enrollments/:id/drop": { endsOn: "2026-11-30", version },
  "DELETE /enrollments/:id": versioned,
  "DELETE /meetings/absences/:id": versioned,
  "POST /meetings/:slotId/:meetsOn/move-preview": { onDate: "2026-11-24", startMinute: 600 },
  "POST /meetings/:slotId/:meetsOn/move": { onDate: "2026-11-24", startMinute: 600, version: null },
  "POST /meetings/:slotId/:meetsOn/put-back": versioned,
  "POST /meetings/:slotId/:meetsOn/substitute": { staffId: id, choice: { kind: "none" } },
  "POST /imports/:id/preview": {},
  "POST /imports/:id/start": {},
};

/** Routes that answer about a record they do not find, and why that is right. */
export const NOT_404: Readonly<Record<string, string>> = {};
