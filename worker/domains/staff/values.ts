/** So many days are looked ahead for the meetings of somebody who is to be deactivated. */
export const TEACHING_DAYS = 28;

/** What somebody teaches now or later. */
export interface Teaching {
  readonly classes: number;
  readonly slots: number;
  /** In the coming days, without those that are cancelled, closed or taken by somebody else. */
  readonly meetings: number;
  /** Meetings of others that are theirs. */
  readonly standsIn: number;
}
