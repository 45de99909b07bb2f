import * as z from "zod/mini";

export const taskFilter = z.object({
  /** One's own; those of everybody need the right “All background tasks”. */
  mine: z._default(z.enum(["0", "1"]), "1"),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type TaskFilter = z.infer<typeof taskFilter>;

/** A background task as the screen shows it. */
export interface Task {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly status: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly done: number;
  readonly total: number | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly actorName: string;
  readonly resultText: string | null;
  readonly resultUrl: string | null;
  /** Why it failed, for the person who started it. */
  readonly error: string | null;
  readonly changeGroup: string | null;
  readonly canUndo: boolean;
}
