import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { loadGuardian } from "../domains/family-sessions/load-guardian.ts";
import { FAMILY_IDLE_MS } from "../domains/family-sessions/session-times.ts";
import { loadActor } from "../domains/staff-sessions/load-actor.ts";
import { IDLE_MS } from "../domains/staff-sessions/session-times.ts";
import { vouchForEntry } from "../enterprise/sessions/vouch.ts";
import type { AccountFacts, GuardianActor, StaffActor } from "../kernel/context.ts";
import type { Language } from "../kernel/language.ts";
import type { House, Services } from "../services.ts";
import type { ActorCache } from "./actor-cache.ts";
import { familyDataPaths, openDataPaths } from "./family-data.ts";
import { familyHead } from "./family-head.ts";
import { firstDataPaths, type Here, isPublicPage } from "./first-data.ts";
import { requestLanguage } from "./request-language.ts";
import type { LoadedActor, Person } from "./visit.ts";

/** A portal of one account: who signs in to it, and the one document its pages are. */
export interface Portal<A extends Person> {
  readonly name: "office" | "family";
  readonly cache: (house: House) => ActorCache<A>;
  readonly load: (
    database: TenantDatabase,
    account: AccountFacts,
    tokenHash: string,
    nowMs: number,
  ) => Promise<LoadedActor<A> | null>;
  /** Asks what the account itself cannot know, of whoever was loaded or cached. @throws SessionEnded */
  readonly vouch?: (services: Services, accountId: string, actor: A, nowMs: number) => Promise<void>;
  /** A session that is not used for so long has ended. */
  readonly idleMs: number;
  /** What stands before the account's name in the addresses of its pages. */
  readonly prefix: "a" | "portal";
  readonly document: string;
  /** The addresses of the API whose answers the HTML of a page carries for somebody who is signed in. */
  readonly firstData: (page: string, search: URLSearchParams, here: Here) => readonly string[];
  /** The same for everybody else; null leads to signing in. */
  readonly openData: (page: string, search: URLSearchParams) => readonly string[] | null;
  /** Whether its open pages show who is signed in. */
  readonly knowsVisitors: boolean;
  /** The language that the request is answered in; undefined where there is but one. */
  readonly language: (request: Request) => Language | undefined;
  /** What the head of a page says, made of its first data; empty where the document says it all. */
  readonly head: (data: Readonly<Record<string, unknown>>, page: string) => string;
}

export const officePortal: Portal<StaffActor> = {
  name: "office",
  cache: (house) => house.actors,
  load: (database, { plan }, tokenHash, nowMs) => loadActor(database, plan, tokenHash, nowMs),
  vouch: async (services, accountId, { enterprise }, nowMs) => {
    if (enterprise) await vouchForEntry(services, accountId, enterprise, nowMs);
  },
  idleMs: IDLE_MS,
  prefix: "a",
  document: "/office/index.html",
  firstData: firstDataPaths,
  openData: (page) => (isPublicPage(page) ? [] : null),
  knowsVisitors: false,
  language: () => undefined,
  head: () => "",
};

export const familyPortal: Portal<GuardianActor> = {
  name: "family",
  cache: (house) => house.guardians,
  load: (database, _account, tokenHash, nowMs) => loadGuardian(database, tokenHash, nowMs),
  idleMs: FAMILY_IDLE_MS,
  prefix: "portal",
  document: "/family/index.html",
  firstData: familyDataPaths,
  openData: openDataPaths,
  knowsVisitors: true,
  language: requestLanguage,
  head: familyHead,
};
