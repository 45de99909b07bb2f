import type { SessionKind } from "../../../worker/domains/class-sessions/schemas.ts";

export const sessionWords: Record<SessionKind, { label: string; atEnd: string }> = {
  ongoing: { label: "Ongoing", atEnd: "Goes on as long as nobody ends it, such as a season." },
  rolling: { label: "Rolling", atEnd: "Students go on into the next session by themselves." },
  auto_drop: {
    label: "Ends enrollments",
    atEnd: "Every enrollment ends with the last day; families enroll again.",
  },
};
