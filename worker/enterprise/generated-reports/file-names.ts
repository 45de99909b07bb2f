import { dateAt, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { Report } from "../../domains/reports/definition.ts";
import { spanOf } from "../../domains/reports/periods.ts";
import { type Period, periods } from "../../domains/reports/schemas.ts";

interface Naming {
  readonly label: string;
  readonly report: Pick<Report, "code" | "title">;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly on: IsoDate;
  readonly createdAt: number;
  readonly timeZone: string;
}

/** A name that no other account and no other minute has: `Harbor Gym CLA-5 Drop list 2026-11-01–2026-11-30 2026-11-21 1205`. */
export function generatedFileName({ label, report, filter, on, createdAt, timeZone }: Naming): string {
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const clock = time.format(createdAt).replaceAll(":", "");
  const parts = [label, report.code, report.title, ...daysOf(filter, on), dateAt(createdAt, timeZone), clock];
  return safeName(parts.join(" "));
}

/** The days that were asked for, as they fall in the account. */
function daysOf(filter: Naming["filter"], on: IsoDate): string[] {
  const text = (key: string) => (typeof filter[key] === "string" ? { [key]: filter[key] } : {});
  const period = filter.period as Period | undefined;
  if (period === undefined || !periods.includes(period))
    return typeof filter.on === "string" ? [`as of ${filter.on}`] : [];
  const { from, to } = spanOf(period, on, { ...text("from"), ...text("to") });
  return [from === to ? from : `${from}–${to}`];
}

/** Without what file systems and zip files give a meaning to. */
export function safeName(name: string): string {
  return Array.from(name, (one) => (one < " " || '\\/:*?"<>|'.includes(one) ? "-" : one))
    .join("")
    .slice(0, 180);
}

/** What files call each account: its name, with its address where two have the same. */
export function accountLabels(
  accounts: readonly { readonly id: string; readonly name: string; readonly urlName: string }[],
): Record<string, string> {
  const folded = ({ name }: { readonly name: string }) => safeName(name).toLowerCase();
  const counts = new Map<string, number>();
  for (const account of accounts) counts.set(folded(account), (counts.get(folded(account)) ?? 0) + 1);
  return Object.fromEntries(
    accounts.map((account) => {
      const isOne = counts.get(folded(account)) === 1;
      return [account.id, isOne ? account.name : `${account.name} (${account.urlName})`];
    }),
  );
}
