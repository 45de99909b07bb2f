import { addDays, lastDayOfMonth } from "../../../../tenant-schema/dates.ts";
import {
  type RunInput,
  type RunKindName,
  runInput,
} from "../../../../worker/domains/billing-runs/schemas.ts";
import type { RunOptions } from "../../../../worker/domains/billing-runs/shapes.ts";
import { createForm, type Schema } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { amountIssue, withIssues } from "../../ledger/form-values.ts";
import { noteTaskStarted } from "../../shell/tasks.ts";
import { transactions } from "../calls.ts";
import { monthText } from "../run-words.ts";
import { monthsAround } from "./months.ts";

type Values = Record<string, unknown>;
export type RunForm = ReturnType<typeof createRunForm>;
export type RunFields = { form: RunForm; options: RunOptions };

/** The form of one kind of run; empty choices mean all there are. */
export function createRunForm(kind: RunKindName, options: RunOptions, onPrepared: (id: string) => void) {
  return createForm<Values, RunInput, { id: string }>({
    initial: initialOf(kind, options),
    schema: asInput(kind),
    send: (input, idempotencyKey) => transactions.create(input, { idempotencyKey }),
    onSaved: ({ id }) => {
      noteTaskStarted();
      onPrepared(id);
    },
  });
}

function initialOf(kind: RunKindName, { today, locations }: RunOptions): Values {
  const month = monthsAround(today)[1] ?? today;
  const place = locations.length === 1 ? locations[0]!.id : "";
  switch (kind) {
    case "tuition":
      return {
        month,
        title: `Tuition for ${monthText(month)}`,
        chargeOn: today,
        dueOn: month > today ? month : today,
        earlyBirdOn: "",
        categoryId: "",
        locationId: "",
        scheduleId: "",
      };
    case "late":
      return {
        title: "Late fee",
        chargeOn: today,
        dueOn: lastDayOfMonth(today),
        amountMinor: "",
        per: "family",
        overdueDays: "5",
        leastOwedMinor: "",
        overdueCategoryId: "",
        categoryId: "",
        programId: "",
        locationId: "",
      };
    case "credits":
      return {
        title: "",
        givenOn: today,
        method: "house",
        amountMinor: "",
        per: "family",
        programId: "",
        autopay: "any",
        locationId: place,
      };
    case "payments":
      return { title: "Autopay drafts", dueBy: today, leastOwedMinor: 100, categoryId: "", keywordId: "" };
    case "drops":
      return {
        title: `Drops for non-payment, ${formats().date(today)}`,
        dueBy: addDays(today, -30),
        leastOwedMinor: "",
        scope: "owing",
        lastDayOn: addDays(today, 7),
        reasonId: "",
        overdueCategoryId: "",
        programId: "",
        locationId: "",
      };
    case "anniversary":
      return {
        title: "Anniversary fees",
        dueThrough: lastDayOfMonth(today),
        chargeOn: today,
        dueOn: lastDayOfMonth(today),
        feeId: "",
        locationId: "",
      };
    case "statements":
      return {
        title: "Your statement of account",
        throughOn: today,
        fromOn: "",
        onlyOwing: true,
        autopay: "any",
        message: "",
        locationId: "",
      };
    default:
      return { on: today, dueBy: "" };
  }
}

const listOf = (value: unknown) => (value === "" || value === undefined ? [] : [value]);
const orNull = (value: unknown) => (value === "" ? null : value);

/** What the fields hold, as the input of the route; what is wrong comes back under the names of the fields. */
function asInput(kind: RunKindName): Schema<RunInput> {
  return {
    "~standard": {
      async validate(value) {
        const held = value as Values;
        const { locationId, scheduleId, programId, feeId, ...rest } = held;
        const shared = {
          ...rest,
          kind,
          categoryId: orNull(rest.categoryId ?? ""),
          keywordId: orNull(rest.keywordId ?? ""),
          overdueCategoryId: orNull(rest.overdueCategoryId ?? ""),
          earlyBirdOn: orNull(rest.earlyBirdOn ?? ""),
          dueBy: orNull(rest.dueBy ?? ""),
          fromOn: orNull(rest.fromOn ?? ""),
          overdueDays: rest.overdueDays === undefined ? undefined : Number(rest.overdueDays),
        };
        const places =
          kind === "credits"
            ? { locationId, programIds: listOf(programId) }
            : {
                locationIds: listOf(locationId),
                scheduleIds: listOf(scheduleId),
                programIds: listOf(programId),
                programId: orNull(programId ?? ""),
                feeIds: listOf(feeId),
              };
        const unread = ["amountMinor", "leastOwedMinor"].filter((name) => name in held);
        const own = unread.flatMap((name) => amountIssue(held[name], name));
        return withIssues(runInput as Schema<RunInput>, { ...shared, ...places }, own);
      },
    },
  };
}
