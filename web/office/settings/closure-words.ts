import type { ClosureEffect } from "../../../worker/domains/closures/schemas.ts";

export const closureWords: Record<ClosureEffect, { label: string; means: string }> = {
  closure: { label: "No classes", means: "Nothing meets. Bills stay as they are." },
  billing: { label: "Not billed", means: "Classes meet as always, and these days are not charged." },
  both: { label: "No classes, not billed", means: "Nothing meets, and these days are not charged." },
};
