import type { ReportArea, ReportSummary, ReportsPage } from "../../../worker/domains/reports/shapes.ts";
import { createQuery } from "../../shared/query.ts";

export const createReports = () => createQuery<ReportsPage>(() => "/reports");

export const areas: Record<ReportArea, string> = { classes: "Classes and students", money: "Money" };

/** Every word must be in the code, the title or what the report is for. */
export function findReports(reports: readonly ReportSummary[], typed: string): ReportSummary[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return reports.filter(({ code, title, about }) => {
    const text = `${code} ${title} ${about}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
