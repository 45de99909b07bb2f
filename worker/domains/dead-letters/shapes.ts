/** Work that failed until nobody tried any more, as the screen shows it. */
export interface DeadLetter {
  readonly id: string;
  readonly failedAt: number;
  readonly attempts: number;
  /** What it was: an effect's topic, or the kind of the job. */
  readonly what: string;
  readonly error: string | null;
}
