import type { RightReport } from "../../../worker/domains/staff/schemas.ts";
import { Pill, type PillTone } from "../../shared/ui/pill.tsx";

const looks: Record<RightReport["level"], { label: string; tone: PillTone }> = {
  none: { label: "No access", tone: "plain" },
  view: { label: "View", tone: "accent" },
  full: { label: "Full", tone: "good" },
};

/** What somebody may do in the end; "in places" where it depends on the location. */
export function LevelPill(props: { report: Pick<RightReport, "level" | "places"> }) {
  return (
    <Pill tone={looks[props.report.level].tone}>
      {looks[props.report.level].label}
      {props.report.places.length > 0 ? " in places" : ""}
    </Pill>
  );
}
