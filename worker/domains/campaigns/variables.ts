import { namedIn } from "../mail-templates/template-text.ts";
import { VARIABLES, type VariableName } from "../mail-templates/variables.ts";
import type { AudienceList } from "./schemas.ts";
import type { CampaignVariable } from "./shapes.ts";

/** What one message is for: an address, each student behind it, or each class of each student. */
export type Grain = "address" | "student" | "class";

const ALWAYS = ["school.name", "portal.link"] as const satisfies readonly VariableName[];
const FAMILY = ["family.name", "guardian.firstName"] as const satisfies readonly VariableName[];
const STUDENT = ["student.firstName"] as const satisfies readonly VariableName[];
const CLASS = ["class.name", "class.location"] as const satisfies readonly VariableName[];

const KNOWN: Readonly<Record<AudienceList, readonly VariableName[]>> = {
  families: [...ALWAYS, ...FAMILY],
  students: [...ALWAYS, ...FAMILY, ...STUDENT],
  classes: [...ALWAYS, ...FAMILY, ...STUDENT, ...CLASS],
  enrollments: [...ALWAYS, ...FAMILY, ...STUDENT, ...CLASS],
  staff: [...ALWAYS, "staff.firstName"],
};

/** What the words to a list may name. */
export function knownTo(list: AudienceList): readonly VariableName[] {
  return KNOWN[list];
}

export function variablesFor(list: AudienceList): CampaignVariable[] {
  return KNOWN[list].map((name) => ({ name, description: VARIABLES[name].description }));
}

/** One mail for all children of a family, unless the words name the child, or the class. */
export function grainOf(words: { readonly subject: string; readonly body: string }): Grain {
  const named: readonly string[] = [...namedIn(words.subject), ...namedIn(words.body)];
  if (CLASS.some((name) => named.includes(name))) return "class";
  return STUDENT.some((name) => named.includes(name)) ? "student" : "address";
}
