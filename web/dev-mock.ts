import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";

/** Stands in for the Worker while a screen is being drawn (`MOCK=1`). Never part of a build. */
type Handler = (request: { url: URL; body: Record<string, unknown> }) => unknown;
type Failure = { failure: number; code: string; title: string; detail: string; [extra: string]: unknown };

const fail = (failure: number, code: string, title: string, detail: string, extra = {}): Failure => ({
  failure,
  code,
  title,
  detail,
  ...extra,
});

const lastNames =
  "Núñez – Ortega,Nunn,Nunnally,Baker,Nuño,Okafor,Łukasik,Svensson,Ó Briain,Nguyễn,Haddad,de la Cruz".split(
    ",",
  );
const firstNames =
  "Lucía,Deborah,Greg,Aisha,Rafael,Ifeoma,Zofia,Elsa,Ciarán,Linh,Omar,Paloma,Mateo,Inés,Harper,Piper".split(
    ",",
  );
const pick = (list: string[], index: number) => list[index % list.length] ?? "";
const familyCount = 10_000;
const pageSize = 50;

const families = Array.from({ length: familyCount }, (_, index) => ({
  id: `fam_${index}`,
  name: pick(lastNames, index * 7) + (index < 12 ? "" : ` ${Math.floor(index / 12)}`),
  guardianName: `${pick(firstNames, index * 5)} ${pick(lastNames, index * 7).split(" ")[0]}`,
  phone: `+1312555${String(1000 + (index % 9000)).padStart(4, "0")}`,
  email: `family${index}@example.org`,
  students: Array.from({ length: index % 4 }, (_, child) => ({
    id: `stu_${index}_${child}`,
    name: pick(firstNames, index + child + 3),
    birthDate: `${2012 + ((index + child) % 11)}-0${1 + (child % 9)}-14`,
  })),
  isActive: index % 7 !== 5,
  isSuspended: index % 23 === 3,
  needsReview: false,
}));

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const startsWord = (text: string, word: string) =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .some((part) => part.startsWith(word));

const me = {
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

function listFamilies(url: URL) {
  const words = plain(url.searchParams.get("q") ?? "")
    .split(/\s+/)
    .filter(Boolean);
  const status = url.searchParams.get("status");
  const found = families.filter((row) => {
    const standing = row.isSuspended ? "suspended" : row.isActive ? "active" : "inactive";
    const text = `${row.name} ${row.guardianName} ${row.students.map((student) => student.name).join(" ")}`;
    return (!status || standing === status) && words.every((word) => startsWord(text, word));
  });
  const from = Number(url.searchParams.get("cursor") ?? 0);
  const next = from + pageSize;
  return {
    rows: found.slice(from, next),
    nextCursor: next < found.length ? String(next) : null,
    total: found.length,
  };
}

const minutesAgo = (minutes: number) => startedAtMs - minutes * 60_000;

const routes: Record<string, Handler> = {
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

const problems: Record<string, Failure> = {
  nowhere: fail(404, "account_unknown", "Unknown account", "There is no such account."),
  resting: fail(403, "account_suspended", "Suspended", "This account is suspended."),
  broken: fail(500, "internal", "Something went wrong on our side", "We have been told."),
};

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  try {
    for await (const chunk of request) text += chunk;
  } catch {
    // The page gave up on a request that it no longer needs.
  }
  return text ? JSON.parse(text) : {};
}

function answer(response: ServerResponse, result: unknown) {
  const failed = typeof result === "object" && result !== null && "failure" in result;
  const requestId = "req-7f3a91c2";
  const body = failed
    ? { type: "about:blank", requestId, status: (result as Failure).failure, ...result }
    : result;
  response.statusCode = failed ? (result as Failure).failure : 200;
  response.setHeader("content-type", failed ? "application/problem+json" : "application/json");
  response.setHeader("x-request-id", requestId);
  response.end(JSON.stringify(body));
}

const respond: Connect.NextHandleFunction = async (request, response, next) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const [, account = "", path = ""] = /^\/api\/office\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
  if (!account) return next();
  const delayMs = Number(/delay=(\d+)/.exec(request.headers.referer ?? "")?.[1] ?? 20);
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  const handler =
    routes[`${request.method} ${path}`] ??
    (() => (request.method === "GET" ? fail(404, "not_found", "Not found", `No ${path}`) : {}));
  if (account === "broken" && path === "/session") return answer(response, me);
  answer(response, problems[account] ?? handler({ url, body: await bodyOf(request) }));
};

export function devMock(): Plugin {
  return {
    name: "chalkline-dev-mock",
    configureServer: (server) => void server.middlewares.use(respond),
    configurePreviewServer: (server) => void server.middlewares.use(respond),
  };
}
