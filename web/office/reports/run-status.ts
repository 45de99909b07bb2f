import type { ReportRunBrief } from "../../../worker/domains/reports/shapes.ts";
import type { PillTone } from "../../shared/ui/pill.tsx";

type Status = ReportRunBrief["status"];

export const runStatus: Record<Status, { label: string; tone: PillTone }> = {
  queued: { label: "Waiting", tone: "plain" },
  running: { label: "Running", tone: "accent" },
  done: { label: "Ready", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "plain" },
  expired: { label: "Expired", tone: "plain" },
};

export const isUnderWay = (status: Status) => status === "queued" || status === "running";
