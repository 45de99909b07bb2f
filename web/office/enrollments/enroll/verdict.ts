import type { EnrollPreview, Obstacle } from "../../../../worker/domains/enrollments/shapes.ts";

export type Told = Obstacle & { studentName?: string };

export type Verdict = {
  /** In the way, and nobody may override it here. */
  blocked: Told[];
  /** Against the rules; somebody with the right may want it all the same. */
  warnings: Told[];
  /** Nobody can be enrolled or put on the waitlist as things are. */
  isRefused: boolean;
  isFull: boolean;
  /** How many of the students would be enrolled. */
  fitting: number;
  /** What the button does; undefined: nothing can be done yet. */
  act: "enroll" | "wait" | "exceed" | undefined;
};

/** As long as nothing is known. */
export const NO_VERDICT: Verdict = {
  blocked: [],
  warnings: [],
  isRefused: false,
  isFull: false,
  fitting: 0,
  act: undefined,
};

/** What somebody wants beyond what the rules and the places allow. */
type Wish = { anyway: boolean; whenFull: "wait" | "exceed" };

/** What can be done with what the preview says. Pure. */
export function verdictOf(values: Wish, data: EnrollPreview): Verdict {
  const told = toldOf(data);
  const isBlocking = (one: Obstacle) => !one.isOverridable || !data.mayOverride;
  const blocked = told.filter(isBlocking);
  const warnings = told.filter((one) => !isBlocking(one));
  const isFull = data.students.some(({ waitPosition }) => waitPosition !== null);
  const willing = passing(data, (one) => !isBlocking(one) && values.anyway);
  const beyond = values.whenFull === "exceed" && data.mayOverride;
  // Of a group those are enrolled whom nothing is in the way of, so it takes one of them at least.
  const isGroup = data.students.length > 1;
  const refused = blocked.length > 0 && !(isGroup && passing(data, (one) => !isBlocking(one)) > 0);
  const act = actOf(data, values, isFull);
  const needsWord = warnings.length > 0 && !values.anyway && (!isGroup || (act !== "wait" && willing === 0));
  return {
    blocked,
    warnings,
    isRefused: refused,
    isFull,
    fitting: beyond ? willing : Math.min(willing, data.openings),
    act: refused || needsWord ? undefined : act,
  };
}

function actOf(data: EnrollPreview, values: Wish, isFull: boolean): Verdict["act"] {
  if (!isFull) return "enroll";
  if (values.whenFull === "exceed" && data.mayOverride) return "exceed";
  return data.students.length > 1 && data.openings > 0 ? "enroll" : "wait";
}

/** How many of the students get past all that is in their way; what is in the way of all is in the way of each. */
const passing = (data: EnrollPreview, passes: (one: Obstacle) => boolean) =>
  data.obstacles.every(passes) ? data.students.filter(({ obstacles }) => obstacles.every(passes)).length : 0;

function toldOf(data: EnrollPreview): Told[] {
  const isGroup = data.students.length > 1;
  return [
    ...data.obstacles,
    ...data.students.flatMap(({ name, obstacles }) =>
      obstacles.map((one) => (isGroup ? { ...one, studentName: name } : one)),
    ),
  ];
}
