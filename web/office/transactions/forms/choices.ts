import type { SelectOption } from "../../../shared/ui/select.tsx";

type Named = { readonly id: string; readonly name: string };

const options = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }));

/** A list to choose one of, or all of it. */
export const orAll = (all: string, list: readonly Named[]): SelectOption[] => [
  { value: "", label: all },
  ...options(list),
];

/** A list of which one must be chosen. */
export const choose = (first: string, list: readonly Named[]): SelectOption[] => [
  { value: "", label: first, disabled: true },
  ...options(list),
];

export const AUTOPAY: SelectOption[] = [
  { value: "any", label: "With or without autopay" },
  { value: "on", label: "Only with autopay" },
  { value: "off", label: "Only without autopay" },
];
