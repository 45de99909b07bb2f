import type { FamilyFacts } from "../../pricing/facts.ts";
import type { PricedLine, Step } from "../../pricing/priced.ts";

/** What a line of a tuition run will write, exactly as its preview showed it. */
export interface TuitionPayload {
  readonly line: Omit<PricedLine, "trace" | "enrollmentId" | "enrollmentKind" | "isTaxInclusive">;
  readonly trace: readonly Step[];
  readonly locationId: string;
  readonly classId: string;
  readonly programId: string | null;
  /** Of the enrollment when it was priced: one that was changed since is not billed by this preview. */
  readonly version: number;
  /** With the first line of each family. */
  readonly facts?: FamilyFacts;
}

/** An enrollment is billed once for a month, by whatever way. */
export function tuitionKey(enrollmentId: string, month: string): string {
  return `tuition:${enrollmentId}:${month}`;
}
