// What the reports room answers, for the wire and the screens.

export type ReportArea = "classes" | "money";
export type CellKind = "text" | "date" | "money" | "number" | "percent" | "bool";
/** Dates as ISO text, money in minor units, percent as 87.5 for 87.5 %. */
export type Cell = string | number | boolean | null;

export interface ReportColumn {
  readonly key: string;
  readonly label: string;
  readonly kind: CellKind;
  /** About how many characters; pages share their width by it. */
  readonly width: number;
  readonly decimals?: number;
  /** `sum` adds up; otherwise the ratio of two summed columns in percent. */
  readonly total?: "sum" | { readonly of: string; readonly per: string };
}

export interface ReportSection {
  readonly key: string;
  readonly title: string;
  readonly note?: string;
  /** Whether its rows are part of the grand total. */
  readonly counts: boolean;
}

/** How the rows of one run are to be read; kept with them. */
export interface ReportLayout {
  readonly columns: readonly ReportColumn[];
  /** What rows are grouped by, in words; null: not at all. */
  readonly groupLabel: string | null;
  /** Empty: one part without a title. */
  readonly sections: readonly ReportSection[];
  readonly landscape: boolean;
  /** Every group begins on a page of its own when printed. */
  readonly breaksGroups?: boolean;
  /** What was asked and as of when, a line each. */
  readonly notes: readonly string[];
}

/** `section` is a key of the layout's sections; rows of one section and of one group come one after another. */
export interface ReportRow {
  readonly section?: string;
  readonly group?: string;
  readonly cells: readonly Cell[];
}

/** How one part of a filter is asked for. */
export type ReportField =
  | { readonly kind: "period"; readonly key: "period"; readonly label: string }
  | { readonly kind: "date"; readonly key: string; readonly label: string; readonly hint?: string }
  | { readonly kind: "switch"; readonly key: string; readonly label: string; readonly hint?: string }
  | { readonly kind: "money"; readonly key: string; readonly label: string; readonly hint?: string }
  | {
      readonly kind: "choice";
      readonly key: string;
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: "record"; readonly key: string; readonly label: string; readonly of: RecordKind };

export type RecordKind = "location" | "program" | "level" | "instructor" | "category" | "dropReason";

/** A report that somebody may run. */
export interface ReportSummary {
  readonly code: string;
  readonly title: string;
  readonly about: string;
  readonly area: ReportArea;
  readonly fields: readonly ReportField[];
  /** The filter that it starts with. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly isFavorite: boolean;
  /** It can be run in every account of the enterprise user at once. */
  readonly canGenerate: boolean;
}

export interface ReportPreset {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly name: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly isShared: boolean;
  readonly isMine: boolean;
  readonly ownerName: string;
}

export interface ReportSchedule {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly title: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly rhythm: "weekly" | "monthly";
  readonly day: number;
  readonly minute: number;
  /** Null while it is paused. */
  readonly dueAt: number | null;
}

export interface ReportOption {
  readonly id: string;
  readonly name: string;
}

/** The Reports page. */
export interface ReportsPage {
  readonly reports: readonly ReportSummary[];
  readonly presets: readonly ReportPreset[];
  readonly schedules: readonly ReportSchedule[];
  readonly latest: readonly ReportRunBrief[];
  readonly options: Readonly<Record<RecordKind, readonly ReportOption[]>>;
  /** Where schedules are mailed to; null when the person has no address. */
  readonly mailTo: string | null;
}

export interface ReportRunBrief {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly status: "queued" | "running" | "done" | "failed" | "cancelled" | "expired";
  readonly rowCount: number;
  readonly createdAt: number;
  readonly ownerName: string;
}

export interface ReportRun extends ReportRunBrief {
  readonly taskId: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly total: number | null;
  readonly error: string | null;
  readonly finishedAt: number | null;
  readonly expiresAt: number;
  readonly layout: ReportLayout | null;
  /** Why there is no PDF of it; null when there is one. */
  readonly pdfRefusal: string | null;
}

/** The first rows, before or after a run. */
export interface ReportPreview {
  readonly layout: ReportLayout;
  readonly rows: readonly ReportRow[];
  readonly hasMore: boolean;
}
