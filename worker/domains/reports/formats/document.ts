import type { Language } from "../../../kernel/language.ts";
import type { ReportLayout, ReportRow } from "../shapes.ts";

/** A finished result as the formats see it: rows come in chunks, so that no format has to hold all of them. */
export interface ReportDocument {
  readonly code: string;
  readonly title: string;
  /** What is handed to a family is in its language; everything else is in English. */
  readonly language?: Language | undefined;
  readonly school: SchoolFacts;
  readonly layout: ReportLayout;
  readonly rowCount: number;
  readonly madeAtMs: number;
  readonly madeBy: string;
  readonly chunks: () => AsyncIterable<readonly ReportRow[]>;
  /** Grand totals that are not the sums of the rows. */
  readonly totals: Readonly<Record<string, number>>;
  /** What is handed to a family begins like a letter instead of a report. */
  readonly letter?: Letter;
}

export interface Letter {
  /** Who hands it out, the name first. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string; readonly isStrong?: boolean }[];
  readonly remarks: readonly string[];
}

export interface SchoolFacts {
  readonly displayName: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly currency: string;
}
