/** How many marks a device may send at once, and of how many meetings they may be. */
export const MOST_MARKS = 200;
export const MOST_MEETINGS = 50;

/** How long a reported absence may last. */
export const MOST_ABSENT_DAYS = 92;
