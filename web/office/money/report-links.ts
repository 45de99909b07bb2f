import { addDays } from "../../../tenant-schema/dates.ts";
import { can } from "../../shared/session.ts";
import { withParams } from "../../shared/url-state.ts";

/** A report with filters, for whoever may run it. */
function report(code: string, filter: Record<string, string | undefined>): string | undefined {
  const right = `report_${code.toLowerCase().replace("-", "_")}`;
  return can("reports") && can(right) ? withParams(`/reports/${code}`, filter) : undefined;
}

function daysOf(month: string) {
  const from = `${month}-01`;
  return { period: "custom", from, to: addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1) };
}

/** Where the figures of the overview come from; undefined where one may not look. */
export function reportLinks(location: string) {
  const here = { location };
  return {
    /** The charges of a program, or the sales and taxes of all. */
    revenue: (month: string, program?: string) =>
      (program ? report("FIN-6", { ...daysOf(month), ...here, group: "none", program }) : undefined) ??
      report("FIN-16", { ...daysOf(month), ...here }),
    payments: (month: string, method?: string) => report("FIN-2", { ...daysOf(month), ...here, method }),
    receivables: () => report("FIN-1", here),
  };
}
