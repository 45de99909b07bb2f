import type { FamilyFacts } from "../../worker/domains/pricing/facts.ts";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import type { Priced, Step } from "../../worker/domains/pricing/priced.ts";
import type { PriceRules } from "../../worker/domains/pricing/rules.ts";
import { readFamily } from "./read-family.ts";
import { readRules } from "./read-rules.ts";

/** A worked case: a row of a table of text, `name | rules | enrollments | cents of each line | trace of each line`. */
export interface Case {
  readonly name: string;
  readonly rules: PriceRules;
  readonly facts: FamilyFacts;
  readonly cents: string;
  readonly trace: string;
}

export function casesOf(table: string): Case[] {
  return table
    .split("\n")
    .filter((row) => row.includes("|"))
    .map((row) => {
      const cells = row.split("|").map((cell) => cell.trim());
      if (cells.length !== 5) throw new Error(`Not five cells: ${row}`);
      const [name, rules, enrollments, cents, trace] = cells as [string, string, string, string, string];
      const family = readFamily(enrollments, rules);
      return { name, rules: readRules(rules, family.made), facts: family.facts, cents, trace };
    });
}

/** The totals of the lines, in their order: by student, then class. */
export function centsOf({ lines }: Priced): string {
  return lines.map((line) => line.totalMinor).join(" ");
}

export function traceOf({ lines }: Priced): string {
  return lines.map((line) => line.trace.map(stepText).join(", ")).join(" / ");
}

/** `rule detail amount-after`; what was before is what the step before it came to. */
export function stepText(step: Step): string {
  return [step.rule, detail(step), step.after].filter((part) => part !== "").join(" ");
}

function detail(step: Step): string {
  switch (step.rule) {
    case "tier":
      return `row${step.row}`;
    case "proration":
    case "blackout":
      return `${step.meetings}/${step.of}`;
    case "per_meeting":
      return `×${step.meetings}`;
    case "per_hour":
      return `×${step.minutes}min`;
    case "discount_row":
      return `r${step.row}c${step.column}`;
    case "special":
      return step.special;
    case "promo":
      return step.code;
    case "tax":
      return `+${step.taxMinor}`;
    default:
      return "";
  }
}

export function priceCase({ rules, facts }: Case): { cents: string; trace: string } {
  const priced = priceFamily(rules, facts);
  return { cents: centsOf(priced), trace: traceOf(priced) };
}
