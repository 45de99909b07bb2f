const DAY_MS = 86_400_000;

/** Families come by a few times a month, on a phone that is their own: a session lasts while it is used. */
export const FAMILY_IDLE_MS = 30 * DAY_MS;
export const FAMILY_ABSOLUTE_MS = 180 * DAY_MS;
