import type { Change } from "../../kernel/change.ts";

export const SERVE_WAITLIST = "serve-waitlist";
export const OFFER_MAIL = "waitlist-offer-mail";

/**
 * A place of the class may have become free: whoever waits is offered it once the change can no longer be undone from
 * its toast. Also put in where nobody waits yet, since somebody may join at the same moment.
 */
export function servesWaitlist(change: Change, classId: string, notBeforeMs?: number): void {
  change.effect({
    topic: SERVE_WAITLIST,
    payload: { classId },
    ...(notBeforeMs === undefined ? {} : { notBeforeMs }),
  });
}

/** Somebody joined a waitlist: there is hardly a place for them, and one look does for all who join in the same moment. */
export function servesNewcomer(change: Change, classId: string): void {
  change.effect({ topic: SERVE_WAITLIST, payload: { classId }, isShared: true });
}
