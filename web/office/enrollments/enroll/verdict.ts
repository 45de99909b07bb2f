import { createMemo } from "solid-js";
import type { EnrollPreview, Obstacle } from "../../../../worker/domains/enrollments/shapes.ts";
import type { EnrollValues } from "./enroll-state.ts";

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

const nothing: Verdict = {
  blocked: [],
  warnings: [],
  isRefused: false,
  isFull: false,
  fitting: 0,
  act: undefined,
};

/** What can be done with what the preview says. */
export function createVerdict(
  values: EnrollValues,
  preview: { data: () => EnrollPreview | undefined; isCurrent: () => boolean },
) {
  return createMemo<Verdict>(() => {
    const data = preview.data();
    if (!data) return nothing;
    const told = toldOf(data);
    const mayPass = data.mayOverride;
    const blocked = told.filter(({ isOverridable }) => !isOverridable || !mayPass);
    const warnings = told.filter(({ isOverridable }) => isOverridable && mayPass);
    const isFull = data.students.some(({ waitPosition }) => waitPosition !== null);
    const willing = data.students.filter(({ obstacles }) =>
      obstacles.every(({ isOverridable }) => isOverridable && mayPass && values.anyway),
    ).length;
    const beyond = values.whenFull === "exceed" && mayPass;
    const refused = blocked.length > 0 && !(data.students.length > 1 && someFree(data));
    const needsWord = warnings.length > 0 && !values.anyway && data.students.length === 1;
    return {
      blocked,
      warnings,
      isRefused: refused,
      isFull,
      fitting: beyond ? willing : Math.min(willing, data.openings),
      act: refused || needsWord ? undefined : actOf(data, values, isFull),
    };
  });
}

function actOf(data: EnrollPreview, values: EnrollValues, isFull: boolean): Verdict["act"] {
  if (!isFull) return "enroll";
  if (values.whenFull === "exceed" && data.mayOverride) return "exceed";
  return data.students.length > 1 && data.openings > 0 ? "enroll" : "wait";
}

/** Of a group those are enrolled whom nothing is in the way of; what is in the way of all is in the way of each. */
const someFree = (data: EnrollPreview) =>
  data.obstacles.length === 0 && data.students.some(({ obstacles }) => obstacles.length === 0);

function toldOf(data: EnrollPreview): Told[] {
  const isGroup = data.students.length > 1;
  return [
    ...data.obstacles,
    ...data.students.flatMap(({ name, obstacles }) =>
      obstacles.map((one) => (isGroup ? { ...one, studentName: name } : one)),
    ),
  ];
}
