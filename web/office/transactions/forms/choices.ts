import type { SelectOption } from "../../../shared/ui/select.tsx";

type Named = { readonly id: string; readonly name: string };

/** A list to choose one of, or all of it. */
export const orAll = (all: string, list: readonly Named[]): SelectOption[] => [
  { value: "", label: all },
  ...list.map(({ id, name }) => ({ value: id, label: name })),
];
