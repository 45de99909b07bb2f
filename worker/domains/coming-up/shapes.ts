import type { EnrollmentKind } from "../attendance/shapes.ts";
import type { Instants } from "../meetings/meeting-time.ts";

/** One child at one meeting of a class. */
export interface ComingEvent extends Instants {
  readonly slotId: string;
  readonly meetsOn: string;
  readonly onDate: string;
  readonly startMinute: number;
  readonly durationMinutes: number;
  readonly classId: string;
  readonly className: string;
  readonly studentId: string;
  readonly firstName: string;
  readonly kind: EnrollmentKind;
  readonly locationId: string;
  readonly locationName: string;
  readonly roomName: string | null;
  /** Who is there, and for whom. */
  readonly teachers: readonly { readonly name: string; readonly substituteFor: string | null }[];
  /** It takes place at another time, for another length or in another room than usual. */
  readonly isMoved: boolean;
  /** It does not take place, and why if the school said so. */
  readonly isOff: boolean;
  readonly offReason: string | null;
  /** The family reported that the child will not come. */
  readonly isAbsent: boolean;
}

export interface ComingUp {
  readonly events: readonly ComingEvent[];
  /** There are more within the days that were looked at. */
  readonly hasMore: boolean;
}
