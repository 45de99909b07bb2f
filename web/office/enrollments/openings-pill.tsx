import { Pill } from "../../shared/ui/pill.tsx";
import { openingsText } from "./words.ts";

export function OpeningsPill(props: { openings: number }) {
  return <Pill tone={props.openings > 0 ? "good" : "warn"}>{openingsText(props.openings)}</Pill>;
}
