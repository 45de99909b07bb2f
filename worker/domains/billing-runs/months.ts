/** The first day of the month of a date. */
export function firstDayOfMonth(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

/** The last day of the month of a date. */
export function lastDayOfMonth(date: string): string {
  const [year, month] = date.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
