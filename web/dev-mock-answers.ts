import { familyCount, listFamilies } from "./dev-mock-people.ts";

/** What the Worker would answer, for `dev-mock.ts`. */
type Handler = (request: { url: URL; body: Record<string, unknown> }) => unknown;
export type Failure = {
  failure: number;
  code: string;
  title: string;
  detail: string;
  [extra: string]: unknown;
};

export const fail = (failure: number, code: string, title: string, detail: string, extra = {}): Failure => ({
  failure,
  code,
  title,
  detail,
  ...extra,
});
export const me = {
  account: {
    id: "acc_mock",
    urlName: "summit",
    displayName: "Summit Gymnastics",
    plan: "premium",
    timeZone: "America/Chicago",
    locale: "en-US",
    currency: "USD",
    phoneRegion: "US",
    locations: [{ id: "loc_1", name: "Northside", timeZone: "America/Chicago" }],
  },
  actor: { id: "stf_1", name: "Maya Okafor", initials: "MO", email: "maya@example.org", kind: "staff" },
  rights: { families: "full", students: "full", staff: "view" },
  features: [],
  demo: true,
};

let signedIn = true;
const startedAtMs = Date.now();
let requests = [
  {
    id: "req_1",
    title: "Text a whole class at once",
    body: "When the gym floods I ring forty families by hand.",
    authorName: "Ana Lima",
    createdAt: startedAtMs - 8e7,
    votes: 12,
    voted: true,
  },
  {
    id: "req_2",
    title: "Show makeup tokens on the roll sheet",
    body: "Coaches ask me every lesson.",
    authorName: "Maya Okafor",
    createdAt: startedAtMs - 4e8,
    votes: 3,
    voted: false,
  },
];

const minutesAgo = (minutes: number) => startedAtMs - minutes * 60_000;

export const routes: Record<string, Handler> = {
  "GET /session": () => (signedIn ? me : fail(401, "session_ended", "Signed out", "Sign in to go on.")),
  "POST /session": ({ body }) => {
    if (body.login === "slow")
      return fail(429, "too_many_attempts", "Too many attempts", "Wait a little.", { retryAfterSeconds: 42 });
    if (body.password !== "chalk")
      return fail(401, "bad_credentials", "That did not match", "Check the name and the password.");
    signedIn = true;
    return { me };
  },
  "DELETE /session": () => {
    signedIn = false;
    return {};
  },
  "POST /password-resets": () => ({}),
  "GET /welcome": () => ({
    families: { total: familyCount, active: 8_174, inactive: 1_391, suspended: 435 },
    students: { total: 14_998, active: 12_330 },
    recentChanges: [
      {
        id: "c1",
        at: minutesAgo(3),
        actorName: "Maya Okafor",
        action: "update",
        summary: "Changed the phone of Núñez – Ortega",
      },
      {
        id: "c2",
        at: minutesAgo(64),
        actorName: "Ana Lima",
        action: "create",
        summary: "Added the family Nunnally with 3 students",
      },
      {
        id: "c3",
        at: minutesAgo(1_700),
        actorName: "Ana Lima",
        action: "suspend",
        summary: "Suspended the family Baker: unpaid since September",
      },
    ],
  }),
  "GET /families": ({ url }) => listFamilies(url),
  "GET /students": ({ url }) => ({
    ...listFamilies(url),
    rows: listFamilies(url).rows.flatMap((row) =>
      row.students.map((student) => ({
        ...student,
        gender: null,
        isActive: row.isActive,
        familyId: row.id,
        familyName: row.name,
        guardianName: row.guardianName,
        phone: row.phone,
      })),
    ),
  }),
  "GET /palette": ({ url }) => ({
    families: listFamilies(url)
      .rows.slice(0, 6)
      .map((row) => ({
        id: row.id,
        name: row.name,
        hint: row.guardianName,
        status: row.isSuspended ? "suspended" : row.isActive ? "active" : "inactive",
      })),
    students: [{ id: "stu_9", name: "Mateo Núñez", hint: "Núñez – Ortega · 6", familyId: "fam_0" }],
    classes: [],
  }),
  "GET /tasks": () => {
    const done = Math.min(4_000, Math.floor((Date.now() - startedAtMs) / 20));
    const isDone = done === 4_000;
    return {
      rows: [
        {
          id: "t1",
          kind: "import",
          title: "Import of families.csv",
          status: isDone ? "done" : "running",
          done,
          total: 4_000,
          createdAt: startedAtMs,
          finishedAt: isDone ? startedAtMs + 80_000 : null,
          resultText: "3,991 families added, 9 left out",
          undoChangeGroup: isDone ? "g1" : undefined,
        },
        {
          id: "t2",
          kind: "export",
          title: "Export of all families",
          status: "done",
          done: 10,
          total: 10,
          createdAt: minutesAgo(50),
          finishedAt: minutesAgo(49),
          resultText: "10,000 rows",
          resultUrl: "#",
        },
      ],
    };
  },
  "GET /feature-requests": () => ({ rows: requests, nextCursor: null, total: requests.length }),
  "POST /feature-requests": ({ body }) => {
    if (!body.title)
      return fail(400, "invalid", "That cannot be saved yet", "", {
        fields: [{ path: "title", message: "Say it in one line" }],
      });
    const fresh = {
      id: `req_${requests.length + 1}`,
      title: String(body.title),
      body: String(body.body),
      authorName: "Maya Okafor",
      createdAt: Date.now(),
      votes: 1,
      voted: true,
    };
    requests = [fresh, ...requests];
    return fresh;
  },
};

export const problems: Record<string, Failure> = {
  nowhere: fail(404, "account_unknown", "Unknown account", "There is no such account."),
  resting: fail(403, "account_suspended", "Suspended", "This account is suspended."),
  broken: fail(500, "internal", "Something went wrong on our side", "We have been told."),
};
