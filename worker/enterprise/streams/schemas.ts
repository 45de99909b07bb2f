/** Why an account did not answer, and whether asking again can help. */
export interface Unreachable {
  readonly reason: "suspended" | "updating" | "stalled" | "failed";
  readonly text: string;
}
