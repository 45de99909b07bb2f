import type { CustomFieldRow } from "../../../worker/domains/settings/schemas.ts";

export const fieldTypes: Record<CustomFieldRow["fieldType"], string> = {
  text: "Text",
  number: "Number",
  date: "Date",
  yes_no: "Yes or no",
  choice: "One of several",
};
