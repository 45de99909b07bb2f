import type { Row } from "../../../tenant-schema/entities.ts";
import type { Change } from "../../kernel/change.ts";
import type { Committed } from "../../kernel/committed.ts";
import type { Context } from "../../kernel/context.ts";
import { type AppError, Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import type { Overridable } from "../enrollments/schemas.ts";
import type { BookedSums } from "../re-rating/book-re-rating.ts";
import type { Proposals } from "../re-rating/shapes.ts";

/** A request of a family as it waits for staff. */
export type RequestItem = Row<"activityItems">;

/** What approving a request would do, before anything is done. */
export interface RequestPreview {
  /** What will be so afterwards, in sentences. */
  readonly effects: readonly string[];
  /** Why it would be refused as things are; empty when nothing is in the way. */
  readonly problems: readonly string[];
  /** Those of the problems that somebody with the right to may approve against, by name. */
  readonly overrides: readonly Overridable[];
  /** What it changes of bills that were written; booked in the same batch. Nothing for who may not charge. */
  readonly money: readonly Proposals[];
}

export interface ApprovalChoices {
  /** The sums that the preview showed; where they are others by now nothing is done. Left out: whatever it comes to. */
  readonly expected?: BookedSums;
  readonly overrides?: readonly Overridable[];
  /** What staff write to the family, for what ends the family's own mail and sends one in its place. */
  readonly text?: string;
}

export type ApprovalOutcome =
  | { readonly outcome: "approved"; readonly change: Committed | null }
  | { readonly outcome: "refused"; readonly problems: readonly string[] };

/** How staff carry out one kind of request, under rights of their own. */
export interface Approval {
  preview(ctx: Context, item: RequestItem): Promise<RequestPreview>;
  /** In exactly ONE commit, which takes the decision along (see `alongside`). */
  approve(ctx: Context, item: RequestItem, choices?: ApprovalChoices): Promise<ApprovalOutcome>;
  /** Adds to the change that denies, withdraws or lets expire what the request kept back until now. */
  release?(ctx: Context, change: Change, item: RequestItem): Promise<void>;
}

export const nothingInTheWay = { problems: [], overrides: [], money: [] } as const;

export const refusedFor = (problems: readonly string[]): ApprovalOutcome => ({
  outcome: "refused",
  problems,
});

/** What the situation refuses is an answer about this one request, so that others of a bulk act go on. */
export async function approving(act: () => Promise<ApprovalOutcome>): Promise<ApprovalOutcome> {
  try {
    return await act();
  } catch (error) {
    if (isAboutTheRequest(error)) return refusedFor([error.message]);
    throw error;
  }
}

/** The same of a preview. */
export async function previewing(look: () => Promise<RequestPreview>): Promise<RequestPreview> {
  try {
    return await look();
  } catch (error) {
    if (isAboutTheRequest(error)) return { ...nothingInTheWay, effects: [], problems: [error.message] };
    throw error;
  }
}

function isAboutTheRequest(error: unknown): error is AppError {
  return error instanceof Conflict || error instanceof NotFound || error instanceof Precondition;
}

/** What a request is about, which every item of its kind names. */
export function named(item: RequestItem, column: "studentId" | "classId" | "enrollmentId"): string {
  const id = item[column];
  if (id === null) throw new Error(`The ${item.kind} ${item.id} names no ${column}`);
  return id;
}
