import type { ComingEvent } from "../../../worker/domains/coming-up/shapes.ts";
import { userStorage } from "../../shared/storage.ts";

/** What a family saw last of what is coming up, for when there is no connection. */
export interface KeptSchedule {
  readonly keptAtMs: number;
  readonly familyName: string;
  readonly events: readonly ComingEvent[];
}

const KEY = "schedule";

/** Kept under the log-in whose it is. One at a time: a phone that changes hands keeps nothing of who had it before. */
export function keepSchedule(accountId: string, loginId: string, schedule: KeptSchedule): void {
  forgetSchedule(accountId);
  userStorage(accountId, loginId).set(KEY, schedule);
}

/** Nobody can be asked who is signed in while there is no connection; there is one at most. */
export function keptSchedule(accountId: string): KeptSchedule | undefined {
  const loginId = keepers(accountId)[0];
  return loginId === undefined ? undefined : userStorage(accountId, loginId).get<KeptSchedule>(KEY);
}

export function forgetSchedule(accountId: string): void {
  for (const loginId of keepers(accountId)) userStorage(accountId, loginId).remove(KEY);
}

function keepers(accountId: string): string[] {
  const pattern = new RegExp(`^chalkline:${accountId}:(\\w+):${KEY}$`);
  try {
    return Object.keys(localStorage).flatMap((key) => pattern.exec(key)?.[1] ?? []);
  } catch {
    return [];
  }
}
