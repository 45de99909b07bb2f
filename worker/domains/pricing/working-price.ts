import { type Exact, toMinor, ZERO } from "./exact.ts";
import type { Step, StepFacts } from "./priced.ts";

/** A price on its way: what it is now, what it was before anything was off, and every step that made it so. */
export class WorkingPrice {
  amount: Exact = ZERO;
  base: Exact = ZERO;
  readonly trace: Step[] = [];

  /** A step to another amount. */
  become(amount: Exact, facts: StepFacts): void {
    this.trace.push({ ...facts, before: toMinor(this.amount), after: toMinor(amount) });
    this.amount = amount;
  }

  /** A step that leaves the amount as it is, and says so. */
  note(facts: StepFacts): void {
    this.become(this.amount, facts);
  }
}
