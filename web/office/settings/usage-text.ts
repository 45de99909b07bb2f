import type { Usage } from "../../../worker/domains/settings/schemas.ts";
import { formats } from "../../shared/formats.ts";

/** "412 records use", "More than 1,000 records use". */
export function usageText({ count, atLeast }: Usage): string {
  const number = formats().number(count);
  if (atLeast) return `More than ${number} records use`;
  return count === 1 ? "1 record uses" : `${number} records use`;
}
