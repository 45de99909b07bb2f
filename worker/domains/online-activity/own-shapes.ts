// What the family portal answers about requests, for the wire and the screens.
import type { ActivityKind } from "./schemas.ts";

/** What a family asked for and waits for, or was answered lately. */
export interface OwnRequest {
  readonly id: string;
  readonly version: number;
  readonly kind: ActivityKind;
  readonly state: string;
  readonly studentId: string | null;
  readonly classId: string | null;
  readonly className: string | null;
  readonly enrollmentId: string | null;
  /** The day it is about, if it is about one. */
  readonly concernsOn: string | null;
  readonly happenedAt: number;
  /** What the school wrote when it decided. */
  readonly decisionText: string | null;
  /** Meetings of an absence that was asked for. */
  readonly meetings: readonly { readonly slotId: string; readonly meetsOn: string }[];
}
