import type { SubstituteChoice } from "../../../worker/domains/meetings/schemas.ts";
import type { SelectOption } from "../../shared/ui/select.tsx";

/** As a list of choices holds it: "" the one herself, "none" nobody, else who stands in. */
export function choiceOf(value: string): SubstituteChoice {
  if (value === "") return { kind: "keep" };
  return value === "none" ? { kind: "none" } : { kind: "named", staffId: value };
}

export const choiceValue = (substituteId: string | null) => substituteId ?? "none";

interface Member {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
}

/** Those who are free first; whoever teaches then may still be asked, and it is said. */
export function staffChoices(
  staff: readonly Member[],
  staffId: string,
  busy: ReadonlySet<string>,
): SelectOption[] {
  const others = staff.filter(({ id, isActive }) => isActive && id !== staffId);
  const name = staff.find(({ id }) => id === staffId)?.name ?? "The instructor";
  return [
    { value: "", label: `${name}, as planned` },
    ...others.filter(({ id }) => !busy.has(id)).map(({ id, name: label }) => ({ value: id, label })),
    ...others
      .filter(({ id }) => busy.has(id))
      .map(({ id, name: label }) => ({ value: id, label: `${label} (teaches then)` })),
    { value: "none", label: "Nobody stands in" },
  ];
}
