import { createRoot, createSignal } from "solid-js";
import type { EnrollmentOptions } from "../../../worker/domains/enrollments/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { optionsPath } from "./calls.ts";

const rarelyMs = 60_000;
const [label, setLabel] = createRoot(() => createSignal("Single day"));

/** What a school calls a single day, as far as it is known; “Casual” in Australia. */
export const singleDayLabel = label;

/** The lists and rules of the room; asked for once in a while. */
export function createEnrollmentOptions() {
  const query = createQuery<EnrollmentOptions>(() => optionsPath, { staleMs: rarelyMs });
  const data = () => {
    const answer = query.data();
    if (answer) setLabel(answer.singleDayLabel);
    return answer;
  };
  return { ...query, data };
}
