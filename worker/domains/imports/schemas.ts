import * as z from "zod/mini";

// Input and output of the import room: wire, form and domain type at once.

/** At most this much in one upload, all files together; a packed file may not unpack to more than four times that. */
export const MAX_UPLOAD_BYTES = 25_000_000;

export const importKinds = ["csv", "oneroster"] as const;
export type ImportKind = (typeof importKinds)[number];

const fieldKey = z.string().check(z.maxLength(80));

/**
 * What each column means. It names columns by their headers, so that it fits the next file of the same program
 * whatever the order of its columns is.
 */
export const importMapping = z.object({
  /** Header → field of the catalogue; a column that is left out or empty is not imported. */
  columns: z._default(z.record(z.string().check(z.maxLength(10_000)), fieldKey), {}),
  /** Which number is the month in 03/04/2015; needed only where the file does not tell. */
  dateOrder: z._default(z.nullable(z.enum(["mdy", "dmy"])), null),
  /** Which system the ids of the file come from: 17 in one and 17 in another are not the same family. */
  idSource: z._default(z.string().check(z.trim(), z.minLength(1), z.maxLength(60)), "previous system"),
  /** Whether a value of the file replaces one that we have, or only fills what is empty. */
  whenMatched: z._default(z.enum(["update", "fill"]), "update"),
});
export type ImportMapping = z.infer<typeof importMapping>;

export const importRequest = z.object({ mapping: z._default(importMapping, importMapping.parse({})) });

export const rowOutcomes = ["new", "changed", "matched", "refused"] as const;
export type RowOutcomeKind = (typeof rowOutcomes)[number];

export const previewFilter = z.object({
  outcome: z._default(z.enum(rowOutcomes), "new"),
  /** The dry run that the rows belong to; another one in the meantime is refused instead of mixed in. */
  previewId: z.optional(z.string().check(z.maxLength(40))),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type PreviewFilter = z.infer<typeof previewFilter>;

/** One field of the catalogue that a column can be mapped to. */
export interface ImportField {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  /** Several columns may go into it. */
  readonly isRepeatable: boolean;
}

export interface UploadedFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly rows: number;
  readonly encoding: string;
  readonly delimiter: string;
  /** Set for a file that is not imported, and says why. */
  readonly skippedReason: string | null;
  /** When this very file was uploaded before. */
  readonly seenBeforeAt: number | null;
}

export interface ImportColumn {
  readonly index: number;
  readonly header: string;
  readonly samples: readonly string[];
}

/** An upload as it was understood, with what is proposed for it. */
export interface ImportDraft {
  readonly id: string;
  readonly kind: ImportKind;
  readonly files: readonly UploadedFile[];
  readonly columns: readonly ImportColumn[];
  readonly guess: ImportMapping;
  /** The guess is how the last import with these columns was mapped. */
  readonly isRemembered: boolean;
  /** The dates do not tell which number is the month; this is how the account's locale writes them. */
  readonly ambiguousDates: { readonly sample: string; readonly proposed: "mdy" | "dmy" } | null;
  readonly fields: readonly ImportField[];
}

/** One field that a row changes. */
export interface FieldChange {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What becomes of one row of the file. */
export interface RowOutcome {
  /** File and row, for lists. */
  readonly id: string;
  readonly file: string;
  readonly row: number;
  readonly outcome: RowOutcomeKind;
  /** The people of the row, as a person would call them. */
  readonly name: string;
  /** The family that it was matched with. */
  readonly familyId: string | null;
  readonly familyName: string | null;
  readonly matchedBy: MatchedBy | null;
  readonly changes: readonly FieldChange[];
  /** Why it is refused; what was left out; what somebody should look at. */
  readonly reasons: readonly string[];
}

export type MatchedBy = "id" | "email" | "phone" | "earlier_import";

export interface ImportCounts {
  readonly rows: Readonly<Record<RowOutcomeKind, number>>;
  readonly families: { readonly new: number; readonly changed: number; readonly matched: number };
  readonly students: { readonly new: number; readonly changed: number };
  readonly forReview: number;
}

export interface ImportPreview {
  readonly id: string;
  readonly previewId: string;
  readonly counts: ImportCounts;
}

/** An import as its page shows it while it runs and afterwards. */
export interface ImportStatus {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileNames: readonly string[];
  readonly createdAt: number;
  /** As it was started with; null before. */
  readonly mapping: ImportMapping | null;
  readonly task: {
    readonly id: string;
    readonly status: "queued" | "running" | "done" | "failed" | "cancelled";
    readonly done: number;
    readonly total: number | null;
    readonly startedAt: number | null;
    readonly finishedAt: number | null;
    readonly rowsPerSecond: number | null;
    readonly error: string | null;
    readonly changeGroup: string | null;
  } | null;
  readonly counts: ImportCounts | null;
  /** Until when the whole import can be undone; null when there is nothing to undo, or no longer. */
  readonly undoUntil: number | null;
  readonly isUndone: boolean;
}
