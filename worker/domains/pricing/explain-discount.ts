import type { ExplainWords } from "./explain-words.ts";
import type { Step } from "./priced.ts";
import type { SpecialKind } from "./rules.ts";

type RowStep = Extract<Step, { readonly rule: "discount_row" }>;

/** “2nd class of the family: 10 % off (row 2 of “Family”)” */
export function explainDiscount(step: RowStep, words: ExplainWords): string {
  const counted = step.unit === "hours" ? hoursCounted(step, words) : classesCounted(step, words);
  const student = studentCounted(step, words);
  const column = step.column > 1 || step.studentAxis === "total" ? `, column ${step.column}` : "";
  return `${counted}${student}: ${words.off(step.off)} (row ${step.row}${column} of “${step.schedule}”)`;
}

function classesCounted({ classAxis, count }: RowStep, { many, nth }: ExplainWords): string {
  if (classAxis === "total") return `${many(count, "class")} in the family`;
  const whose = classAxis === "one_at_a_time" ? "family" : "student";
  return `${nth(count)} class of the ${whose}`;
}

function hoursCounted({ classAxis, count }: RowStep, { number }: ExplainWords): string {
  const hours = `${number(count / 60)} ${count === 60 ? "hour" : "hours"} a week`;
  if (classAxis === "total") return `${hours} in the family`;
  const whose = classAxis === "one_at_a_time" ? "family" : "student";
  return `${hours} of the ${whose} with this class`;
}

function studentCounted({ studentAxis, students }: RowStep, { nth }: ExplainWords): string {
  if (studentAxis === "total") return `, ${students} ${students === 1 ? "student" : "students"}`;
  return students > 1 ? `, ${nth(students)} student` : "";
}

export function wordOfSpecial(special: SpecialKind): string {
  const words: Readonly<Record<SpecialKind, string>> = {
    member: "Member",
    employee: "Employee",
    in_service: "In service",
  };
  return words[special];
}
