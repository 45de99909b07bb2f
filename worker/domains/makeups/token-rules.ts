import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { MakeupRules } from "../school-rules/schemas.ts";
import type { StoredToken } from "./token-moves.ts";

const HOUR_MS = 3_600_000;

/** What a mark says, as far as makeups care. */
export interface AbsenceState {
  readonly status: "present" | "absent" | "tardy" | "none";
  readonly isExcused: boolean;
  /** When the absence was said. */
  readonly saidAtMs: number;
}

/** Whether this kind of absence earns a makeup here, whenever it was said. */
export function isMadeUp(rules: MakeupRules, state: Pick<AbsenceState, "status" | "isExcused">): boolean {
  if (state.status !== "absent" || rules.issueFor === "never") return false;
  return rules.issueFor === "every_absence" || state.isExcused;
}

/** Whether it was said early enough for the meeting that starts at `startMs`. */
export function isInTime(rules: MakeupRules, saidAtMs: number, startMs: number): boolean {
  return rules.noticeHours === 0 || startMs - saidAtMs >= rules.noticeHours * HOUR_MS;
}

/** The last day of a token; counted from the missed meeting where that is still to come. */
export function expiryOf(rules: MakeupRules, issuedOn: IsoDate, meetsOn: IsoDate | null): IsoDate | null {
  if (rules.expiryDays === null) return null;
  const from = meetsOn !== null && meetsOn > issuedOn ? meetsOn : issuedOn;
  return addDays(from, rules.expiryDays);
}

/** Where a makeup is to be taken. */
export interface MakeupPlace {
  readonly onDate: IsoDate;
  readonly locationId: string;
  readonly programId: string | null;
}

/** Whether a token can still be spent on a day; it may be used up to and on the day it expires. */
export function isUsable(token: StoredToken, onDate: IsoDate): boolean {
  return token.state === "available" && (token.expiresOn === null || token.expiresOn >= onDate);
}

/** Whether a token pays for a makeup at a place. */
export function paysFor(token: StoredToken, place: MakeupPlace): boolean {
  const fitsProgram =
    token.programIds === null || (place.programId !== null && token.programIds.includes(place.programId));
  const fitsLocation = token.locationId === null || token.locationId === place.locationId;
  return isUsable(token, place.onDate) && fitsProgram && fitsLocation;
}

/** The order in which tokens are spent: what expires first, then the older one. */
export function inSpendOrder<T extends Pick<StoredToken, "id" | "expiresOn">>(tokens: readonly T[]): T[] {
  const key = (token: T) => `${token.expiresOn ?? "9999-12-31"} ${token.id}`;
  return [...tokens].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Until when a makeup that begins at `startMs` gives its token back when it is given up. */
export function returnsUntil(rules: MakeupRules, startMs: number): number {
  return startMs - rules.returnNoticeHours * HOUR_MS;
}

/** Whether a makeup given up now gives its token back. */
export function returnsToken(rules: MakeupRules, nowMs: number, startMs: number): boolean {
  return nowMs <= returnsUntil(rules, startMs);
}
