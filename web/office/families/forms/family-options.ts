import type { FamilyOptions, Option } from "../../../../worker/domains/families/shapes.ts";
import { createQuery } from "../../../shared/query.ts";
import type { SelectOption } from "../../../shared/ui/select.tsx";

const freshMs = 5 * 60_000;

/** The lists that a school keeps for its families. They change rarely, so they are asked for rarely. */
export const createFamilyOptions = () =>
  createQuery<FamilyOptions>(() => "/family-options", { staleMs: freshMs });

/** A list as a select shows it. What was chosen and has left the list since is still shown, so that saving keeps it. */
export function choices(list: readonly Option[] | undefined, chosen: unknown, none: string): SelectOption[] {
  const options = (list ?? []).map(({ id, label }) => ({ value: id, label }));
  const isGone =
    typeof chosen === "string" && chosen !== "" && !options.some(({ value }) => value === chosen);
  const gone = isGone ? [{ value: chosen, label: list ? "No longer on the list" : "…" }] : [];
  return [{ value: "", label: none }, ...gone, ...options];
}

export const labelOf = (list: readonly Option[] | undefined, id: string | null) =>
  list?.find((option) => option.id === id)?.label;
