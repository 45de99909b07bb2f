import type { Language } from "../../../kernel/language.ts";
import type { ReportDocument } from "./document.ts";

/** What stands under the title: what was asked, when and by whom it was made. */
export function headerLines({ layout, school, madeAtMs, madeBy, rowCount }: ReportDocument): string[] {
  const madeAt = new Intl.DateTimeFormat(school.locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: school.timeZone,
  }).format(madeAtMs);
  return [...layout.notes, `${rowWords(rowCount, school.locale)} · made ${madeAt} by ${madeBy}`];
}

export function rowWords(count: number, locale: string): string {
  const number = new Intl.NumberFormat(locale).format(count);
  return count === 1 ? "1 row" : `${number} rows`;
}

export function pageWords(page: number, pages: number, language: Language = "en"): string {
  return language === "es" ? `Página ${page} de ${pages}` : `Page ${page} of ${pages}`;
}
