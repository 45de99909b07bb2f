import {
  type ChargeLineInput,
  type CreateChargeInput,
  createChargeInput,
  type LineKind,
} from "../../../../worker/domains/ledger/schemas.ts";
import type { LedgerOptions } from "../../../../worker/domains/ledger/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { createLivePreview } from "../../enrollments/live-preview.ts";
import { announceMoney } from "../announce-money.ts";
import { charges } from "../calls.ts";
import { amountIssue, parsed, withIssues } from "../form-values.ts";
import type { MoneyFamily } from "../opening.ts";
import { lockedText, usualLocation } from "../options.ts";

export type LineValues = {
  kind: LineKind;
  description: string;
  studentId: string;
  programId: string;
  categoryId: string;
  baseMinor: number | string;
  discountMinor: number | string;
  isTaxExempt: boolean;
};

export type ChargeValues = {
  locationId: string;
  title: string;
  chargeOn: string;
  dueOn: string;
  earlyBirdOn: string;
  note: string;
  lines: LineValues[];
};

export const emptyLine = (): LineValues => ({
  kind: "other",
  description: "",
  studentId: "",
  programId: "",
  categoryId: "",
  baseMinor: "",
  discountMinor: "",
  isTaxExempt: false,
});

export type ChargeForm = ReturnType<typeof createChargeForm>;

/** The fields of a line as the server takes them, but for the student. */
export const lineInput = (line: LineValues) => ({
  kind: line.kind,
  description: line.description,
  programId: line.programId || null,
  categoryId: line.categoryId || null,
  baseMinor: line.baseMinor as number,
  discountMinor: line.discountMinor === "" ? 0 : (line.discountMinor as number),
  isTaxExempt: line.isTaxExempt,
});

export const lineIssues = (line: LineValues, ...path: (string | number)[]) => [
  ...amountIssue(line.baseMinor, ...path, "baseMinor"),
  ...(line.discountMinor === "" ? [] : amountIssue(line.discountMinor, ...path, "discountMinor")),
];

/** Dates and place of a charge as the server takes them. */
export const headInput = (values: Omit<ChargeValues, "lines">) => ({
  locationId: values.locationId,
  title: values.title,
  chargeOn: values.chargeOn,
  dueOn: values.dueOn || undefined,
  earlyBirdOn: values.earlyBirdOn || null,
  note: values.note,
});

export const emptyHead = (homeLocationId: string | null | undefined) => ({
  locationId: usualLocation(homeLocationId),
  title: "",
  chargeOn: formats().today(),
  dueOn: "",
  earlyBirdOn: "",
  note: "",
});

export function lockedIssues(options: LedgerOptions | undefined, day: string, path: string) {
  const message = lockedText(options, day);
  return message ? [{ message, path: [path] }] : [];
}

/** A charge with several lines for one family, and what it would come to while it is typed. */
export function createChargeForm(
  family: MoneyFamily,
  options: () => LedgerOptions | undefined,
  onSaved: () => void,
) {
  const toInput = (values: ChargeValues) => ({
    familyId: family.id,
    ...headInput(values),
    lines: values.lines.map(
      (line): ChargeLineInput => ({ ...lineInput(line), studentId: line.studentId || null }),
    ),
  });
  const form = createForm<ChargeValues, CreateChargeInput, Awaited<ReturnType<typeof charges.create>>>({
    initial: { ...emptyHead(family.homeLocationId), lines: [emptyLine()] },
    schema: {
      "~standard": {
        validate(value) {
          const values = value as ChargeValues;
          return withIssues(createChargeInput, toInput(values), [
            ...lockedIssues(options(), values.chargeOn, "chargeOn"),
            ...values.lines.flatMap((line, at) => lineIssues(line, "lines", at)),
          ]);
        },
      },
    },
    send: (input, idempotencyKey) => charges.create(input, { idempotencyKey }),
    onSaved({ change, reversal }) {
      announceMoney(change, reversal, "Void the charge to take it back.");
      onSaved();
    },
  });
  const preview = createLivePreview(() => parsed(createChargeInput, toInput(form.values)), charges.preview);
  const add = () => form.set("lines", [...form.values.lines, emptyLine()]);
  const remove = (at: number) =>
    form.set(
      "lines",
      form.values.lines.filter((_, place) => place !== at),
    );
  return { ...form, preview, add, remove };
}
