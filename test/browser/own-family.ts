import type { APIRequestContext, Browser, BrowserContext } from "playwright-core";
import { expect } from "vitest";
import { origin, PASSWORD, visit } from "./office.ts";
import { type School, weekly } from "./school-day.ts";

/** What one of the doors takes and gives, as its pages use it; everything it refuses fails the test. */
export interface Door {
  readonly school: School;
  get<T>(path: string): Promise<T>;
  send<T = unknown>(method: "post" | "put" | "patch" | "delete", path: string, data: object): Promise<T>;
}

export function door(request: APIRequestContext, portal: "office" | "family", school: School): Door {
  const at = (path: string) => `${origin()}/api/${portal}/${school}${path}`;
  return {
    school,
    async get<T>(path: string) {
      const answer = await request.get(at(path));
      expect([path, answer.status()]).toEqual([path, 200]);
      return (await answer.json()) as T;
    },
    async send<T>(method: "post" | "put" | "patch" | "delete", path: string, data: object) {
      const headers = { origin: origin(), "x-requested-by": "chalkline" };
      const answer = await request[method](at(path), { headers, data });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
      return (await answer.json()) as T;
    },
  };
}

/** The office of a school, with its owner signed in and no page open. */
export async function officeOf(browser: Browser, school: School): Promise<Door> {
  const { context } = await visit(browser);
  const office = door(context.request, "office", school);
  await office.send("post", "/session", { login: `owner@${school}.example`, password: PASSWORD });
  return office;
}

const MAIL_WAIT_MS = 250;

/** What the newest mail to that address says, once there is one that says it. */
export async function mailTo(request: APIRequestContext, email: string, pattern: RegExp): Promise<string> {
  for (let i = 0; i < 100; i++) {
    const inbox = await (await request.get(`${origin()}/local/mail`)).text();
    for (const row of inbox.split("<tr>").filter((one) => one.includes(`<td>${email}</td>`))) {
      const [, path] = /href="(\/local\/mail\/[^"]+)"/.exec(row)!;
      const found = pattern.exec(await (await request.get(`${origin()}${path}`)).text());
      if (found) return found[0];
    }
    await new Promise((resolve) => setTimeout(resolve, MAIL_WAIT_MS));
  }
  throw new Error(`No such mail came to ${email}`);
}

export interface OwnFamily {
  readonly id: string;
  readonly email: string;
  readonly students: readonly { readonly id: string; readonly firstName: string }[];
}

/** Somebody whom the office invites, and who comes in by the mail. */
export async function letIn(
  office: Door,
  who: {
    context: BrowserContext;
    school: School;
    familyId: string;
    email: string;
    role: string;
    guardianId?: string;
  },
): Promise<void> {
  const { context, school, familyId, ...invite } = who;
  await office.send("post", `/family-access/${familyId}/invites`, invite);
  const link = await mailTo(context.request, who.email, /\/join#[\w-]+/);
  const answer = { token: link.slice("/join#".length), password: PASSWORD };
  await door(context.request, "family", school).send("post", "/invites/accept", answer);
}

let made = 0;

/** A family of the test's own, invited by the office, whose owner has accepted what the school asks for and is signed in. */
export async function ownFamily(
  office: Door,
  asked: { context: BrowserContext; school: School; name: string; children: readonly string[] },
): Promise<OwnFamily> {
  const { context, school, name } = asked;
  made += 1;
  const email = `own.${Date.now()}.${made}@example.org`;
  const family = await office.send<{ id: string }>("post", "/families", {
    ...{ name, duplicatesSeen: true },
    guardians: [{ firstName: "Gale", lastName: name, emails: [{ address: email }] }],
    students: asked.children.map((firstName) => ({ firstName, lastName: name, birthDate: "2018-05-01" })),
  });
  const access = `/family-access/${family.id}`;
  const { invitable } = await office.get<{ invitable: { guardianId: string }[] }>(access);
  await letIn(office, {
    context,
    school,
    familyId: family.id,
    email,
    role: "owner",
    guardianId: invitable[0]!.guardianId,
  });
  const own = door(context.request, "family", school);
  const { policies } = await own.get<{
    policies: {
      id: string;
      versionId: string;
      isRequired: boolean;
      shownFor: string | null;
      standings: { studentId: string | null }[];
    }[];
  }>("/policies");
  const answers = policies
    .filter(({ isRequired, shownFor }) => isRequired && shownFor === null)
    .flatMap(({ id, versionId, standings }) =>
      standings.map(({ studentId }) => ({ policyId: id, versionId, studentId, answer: "accepted" })),
    );
  if (answers.length > 0) await own.send("post", "/policies/answers", { answers });
  const { students } = await own.get<{ students: OwnFamily["students"] }>("/session");
  return { id: family.id, email, students };
}

/** A class that is booked online, like one the school has, with other facts where they are given. */
export async function ownClass(office: Door, facts: object): Promise<{ id: string }> {
  const { rows } = await office.get<{ rows: { id: string; gender: string | null; isOnline: boolean }[] }>(
    "/classes",
  );
  const model = rows.find(({ gender, isOnline }) => gender === null && isOnline)!;
  const found = await office.get<{
    class: { locationId: string; programId: string; levelId: string };
    tuitions: object[];
  }>(`/classes/${model.id}`);
  const { locationId, programId, levelId } = found.class;
  return office.send("post", "/classes", {
    ...{ locationId, programId, levelId, tuitions: found.tuitions, capacity: 8, startsOn: "2026-01-01" },
    slots: [weekly(office.school)],
    ...facts,
  });
}

/** The settings of the portal, with what is given decided anew; whoever calls that with what was takes it back. */
export async function decide(office: Door, changes: object): Promise<object> {
  const { settings, version } = await office.get<{ settings: object; version: number }>("/settings/portal");
  await office.send("put", "/settings/portal", { ...settings, ...changes, version });
  return settings;
}
