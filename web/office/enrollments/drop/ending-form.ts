import { isIsoDate } from "../../../../tenant-schema/dates.ts";
import type { EnrollmentOptions } from "../../../../worker/domains/enrollments/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import type { EndingValues } from "./ending-fields.tsx";
import { type LastDayChoice, lastDayOf } from "./last-day.tsx";

export type Ending = { endsOn: string; reasonId: string | null; note: string | null };

/** When and why something ends, checked before it is sent. */
export function createEndingForm<Answer>(
  options: () => EnrollmentOptions | undefined,
  send: (ending: Ending, idempotencyKey: string) => Promise<Answer>,
  onSaved: (answer: Answer) => void,
) {
  const form = createForm<EndingValues, Ending, Answer>({
    initial: { choice: "today", other: formats().today(), reasonId: "", note: "" },
    schema: {
      "~standard": {
        validate(value) {
          const typed = value as EndingValues;
          const endsOn = lastDayOf(typed.choice as LastDayChoice, typed.other);
          const issues = [];
          if (!isIsoDate(endsOn)) issues.push({ message: "Enter a day such as 3/14/2026", path: ["other"] });
          if (options()?.isDropReasonRequired && typed.reasonId === "") {
            issues.push({ message: "Choose a reason", path: ["reasonId"] });
          }
          if (issues.length > 0) return { issues };
          return { value: { endsOn, reasonId: typed.reasonId || null, note: typed.note.trim() || null } };
        },
      },
    },
    send,
    onSaved,
  });
  const endsOn = () => {
    const day = lastDayOf(form.values.choice as LastDayChoice, form.values.other);
    return isIsoDate(day) ? day : undefined;
  };
  return { ...form, endsOn };
}
