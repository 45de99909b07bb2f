import {
  type AutomationKind,
  automationInput,
  type RunTemplate,
  updateAutomationInput,
} from "../../../../../worker/domains/billing-automations/schemas.ts";
import type { AutomationRow } from "../../../../../worker/domains/billing-automations/shapes.ts";
import type { Committed } from "../../../../../worker/kernel/committed.ts";
import { api } from "../../../../shared/api.ts";
import { createForm, type Schema } from "../../../../shared/form.ts";
import { formats } from "../../../../shared/formats.ts";
import { announce } from "../../../audit/announce.ts";
import { kindLabel } from "../../../transactions/run-words.ts";
import { readTyped } from "../typed-values.ts";
import { dayText, readDay } from "./relative-days.ts";
import { type TemplatePart, templateParts } from "./template-parts.ts";

export const automationsPath = "/billing-automations";
/** What shows automations, and is asked for again when one changes. */
export const AUTOMATIONS_SHOWN_IN = [automationsPath, "/transactions"];

type Values = Record<string, unknown> & { input: Record<string, unknown> };
type Issue = { message: string; path: string[] };
export type AutomationForm = ReturnType<typeof createAutomationForm>;

/** On which day of the month what is usually done: charges on the 20th, money on the 1st, fees on the 5th. */
const usualDay: Readonly<Record<AutomationKind, number>> = {
  ...{ tuition: 20, anniversary: 20, apply_credits: 1, statements: 21, payments: 1, late: 5 },
};

export function createAutomationForm(
  kind: AutomationKind,
  entry: AutomationRow | undefined,
  told: readonly string[],
  onClose: () => void,
) {
  return createForm<Values, object, { change: Committed | null }>({
    initial: {
      name: entry?.name ?? kindLabel(kind),
      dayOfMonth: String(entry?.dayOfMonth ?? usualDay[kind]),
      minuteOfDay: entry?.minuteOfDay ?? 360,
      waitHours: String(entry?.waitHours ?? 24),
      changeLimitPercent: entry ? String(entry.changeLimitPercent ?? "") : "20",
      notifyStaffIds: [...told],
      input: Object.fromEntries(templateParts[kind].map((part) => [part.name, heldOf(part, entry?.input)])),
    },
    schema: schemaOf(kind, entry),
    send: (values, idempotencyKey) =>
      entry
        ? api.patch(`${automationsPath}/${entry.id}`, values, { idempotencyKey })
        : api.post(automationsPath, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, ...AUTOMATIONS_SHOWN_IN);
      onClose();
    },
  });
}

/** What a field holds of a stored template. */
function heldOf(part: TemplatePart, template: RunTemplate | undefined): unknown {
  if (template === undefined) return part.first;
  const value = template[part.name];
  if (part.type === "day" || part.name === "month") return dayText(value);
  if (part.type === "yes") return value ?? part.first;
  if (part.type === "money") return value ?? "";
  return String((Array.isArray(value) ? value[0] : value) ?? "");
}

/** What was typed as what it means; what is wrong is told under the name of its field. */
function schemaOf(kind: AutomationKind, entry: AutomationRow | undefined): Schema<object> {
  return {
    "~standard": {
      validate(value) {
        const { input: held, ...rest } = value as Values;
        const issues: Issue[] = [];
        const number = (name: string) => readTyped("number", rest[name], [name], issues);
        const template = templateParts[kind].map(
          (part) => [part.name, sentOf(part, held[part.name], issues)] as const,
        );
        const sent = {
          ...rest,
          dayOfMonth: number("dayOfMonth"),
          waitHours: number("waitHours"),
          changeLimitPercent: number("changeLimitPercent"),
          input: { kind, ...Object.fromEntries(template) },
        };
        const checked = entry
          ? updateAutomationInput.safeParse({ ...sent, version: entry.version })
          : automationInput.safeParse(sent);
        if (checked.success && issues.length === 0) return { value: checked.data };
        // What could not be read is told by what was typed, everything else by the rules of the route.
        const told = new Set(issues.map(({ path }) => path.join(".")));
        const others = checked.error?.issues.filter(({ path }) => !told.has(path.join("."))) ?? [];
        return { issues: [...issues, ...others] };
      },
    },
  };
}

function sentOf(part: TemplatePart, held: unknown, issues: Issue[]): unknown {
  const path = ["input", part.name];
  switch (part.type) {
    case "day": {
      const read = readDay(String(held ?? ""));
      if ("day" in read) return read.day;
      issues.push({ message: read.problem, path });
      return null;
    }
    case "choice": {
      if (part.name === "month") return sentOf({ ...part, type: "day", first: "" }, held, issues);
      if (part.isList) return held === "" ? [] : [held];
      return held === "" ? null : held;
    }
    case "money":
      if (held === "") issues.push({ message: `Enter an amount such as ${formats().money(4500)}`, path });
      return readTyped("money", held, path, issues);
    case "number":
      return readTyped("number", held, path, issues);
    case "text":
    case "area":
    case "yes":
      return held;
  }
}
