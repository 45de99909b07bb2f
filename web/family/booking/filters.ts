import { useSearchParams } from "@solidjs/router";
import type { CatalogueOptions } from "../../../worker/domains/catalogue/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { withParams } from "../../shared/url-state.ts";
import { classesWords } from "../words/classes.ts";
import { weekdayText } from "./class-text.ts";

/** The filters that take several values, in the order in which they are offered. */
export const MANY = ["day", "time", "gender", "program", "level", "location", "instructor", "slot"] as const;
export type Many = (typeof MANY)[number];
const ALL = [...MANY, "age", "open", "q"] as const;

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** A filter that is set, as its chip says it. */
export interface Chip extends Choice {
  readonly filter: Many | "age" | "open";
}

/** What is looked for, kept in the address of the page so that it can be shared and come back to. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const one = (name: string): string => {
    const raw = params[name];
    return (Array.isArray(raw) ? raw[0] : raw) ?? "";
  };
  const values = (filter: Many): string[] => one(filter).split(",").filter(Boolean);
  const set = (changes: Record<string, string | undefined>) =>
    setParams(
      Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value || undefined])),
      {
        replace: true,
        scroll: false,
      },
    );
  return {
    one,
    values,
    set,
    toggle(filter: Many, value: string) {
      const now = values(filter);
      const next = now.includes(value) ? now.filter((other) => other !== value) : [...now, value];
      set({ [filter]: next.join(",") });
    },
    remove({ filter, value }: Chip) {
      if (filter === "age" || filter === "open") set({ [filter]: undefined });
      else
        set({
          [filter]: values(filter)
            .filter((other) => other !== value)
            .join(","),
        });
    },
    clear: () => set(Object.fromEntries(ALL.map((name) => [name, undefined]))),
    /** The question to the server that belongs to the address. */
    path: (base: string, more: Record<string, string> = {}) =>
      withParams(base, { ...more, ...Object.fromEntries(ALL.map((name) => [name, one(name)])) }),
  };
}
export type Filters = ReturnType<typeof useFilters>;

/** What a filter can be set to; none where there is nothing to choose. */
export function choicesOf(filter: Many, options: CatalogueOptions | undefined): Choice[] {
  const words = classesWords();
  const named = (rows: CatalogueOptions["programs"] = []) =>
    rows.length > 1 ? rows.map(({ id, name }) => ({ value: id, label: name })) : [];
  switch (filter) {
    case "day":
      return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayText(day) }));
    case "time":
      return [
        { value: "morning", label: words.morning, hint: words.untilNoon },
        { value: "afternoon", label: words.afternoon },
        { value: "evening", label: words.evening, hint: words.fromEvening },
      ];
    case "gender":
      return (["female", "male", "coed"] as const).map((value) => ({ value, label: words[value] }));
    case "program":
      return named(options?.programs);
    case "level":
      return named(options?.levels);
    case "location":
      return named(options?.locations);
    case "instructor":
      return named(options?.instructors);
    case "slot":
      return [];
  }
}

/** Everything that is set. */
export function chipsOf(filters: Filters, options: CatalogueOptions | undefined): Chip[] {
  const words = classesWords();
  const many = MANY.flatMap((filter) =>
    filters.values(filter).map((value) => ({ filter, value, label: labelOf(filter, value, options) })),
  );
  const age = filters.one("age");
  return [
    ...many,
    ...(age === "" ? [] : [{ filter: "age" as const, value: age, label: ageLabel(Number(age)) }]),
    ...(filters.one("open") ? [{ filter: "open" as const, value: "1", label: words.openOnly }] : []),
  ];
}

export const ageLabel = (years: number) =>
  years === 0 ? classesWords().underOne : classesWords().ageOf(years);

function labelOf(filter: Many, value: string, options: CatalogueOptions | undefined): string {
  if (filter === "slot") {
    const [weekday = "1", minute = "0"] = value.split("-");
    return `${weekdayText(Number(weekday))} ${formats().clock(Number(minute))}`;
  }
  const rows = {
    ...{ day: [], time: [], gender: [], program: options?.programs, level: options?.levels },
    ...{ location: options?.locations, instructor: options?.instructors },
  }[filter];
  const named = rows?.find(({ id }) => id === value)?.name;
  return named ?? choicesOf(filter, options).find((choice) => choice.value === value)?.label ?? "…";
}
