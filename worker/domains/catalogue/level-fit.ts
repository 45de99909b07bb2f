import type { ChildrenFound } from "./children.ts";
import type { LevelFit } from "./shapes.ts";

/** How a class lies to the highest level that one of the children has been in; levels are in the school's order. */
export function levelFitOf(
  levelId: string | null,
  childIds: readonly string[],
  enrollments: ChildrenFound["enrollments"],
  levels: readonly { readonly id: string }[],
): LevelFit {
  const orderOf = (id: string | null) => levels.findIndex((level) => level.id === id);
  const asked = orderOf(levelId);
  if (asked === -1) return "other";
  const reached = childIds.map((childId) =>
    Math.max(
      -1,
      ...enrollments
        .filter(({ studentId, kind }) => studentId === childId && kind === "active")
        .map((one) => orderOf(one.levelId)),
    ),
  );
  const known = reached.filter((order) => order !== -1);
  if (known.includes(asked)) return "same";
  return known.includes(asked - 1) ? "next" : "other";
}
