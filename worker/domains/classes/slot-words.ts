const DAYS = ["", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];

/** "Mondays 16:30", for the audit log: the same in every language of the screen. */
export function timeOf(slot: { readonly weekday: number; readonly startMinute: number }): string {
  return `${DAYS[slot.weekday]} ${clockOf(slot.startMinute)}`;
}

export function clockOf(minute: number): string {
  const inDay = minute % 1440;
  return `${String(Math.floor(inDay / 60)).padStart(2, "0")}:${String(inDay % 60).padStart(2, "0")}`;
}
