import { createSignal } from "solid-js";
import type { EnrollmentRow } from "../../../worker/domains/enrollments/shapes.ts";

/** Somebody to enroll, with the name that the caller shows already. */
export type Candidate = { id: string; name: string; hint?: string };

/** What is known before the enroll drawer opens; whatever is missing is asked for in it. */
export type EnrollPreset = {
  students?: Candidate[];
  classId?: string;
  slotId?: string;
  /** The first day, or the day of a trial, makeup or single day. */
  date?: string;
  kind?: "active" | "trial" | "makeup" | "single_day";
};

/** An enrollment that a list shows whole, or one that is named and read when its dialog opens. */
export type EnrollmentSubject = EnrollmentRow | { enrollmentId: string };

export type Opened = { onDone?: () => void } & (
  | { kind: "enroll"; preset: EnrollPreset }
  | { kind: "drop"; subjects: EnrollmentSubject[] }
  | { kind: "drop-class"; classId: string }
  | { kind: "transfer"; subjects: EnrollmentSubject[] }
  | { kind: "edit"; subject: EnrollmentSubject }
  | { kind: "billing"; subject: EnrollmentSubject }
);

const [opened, setOpened] = createSignal<Opened>();

/** What lies over the page; the shell draws it, so that every page can open it with one call. */
export { opened };

export const closeEnrollments = () => setOpened(undefined);

export const openEnroll = (preset: EnrollPreset, onDone?: () => void) =>
  setOpened({ kind: "enroll", preset, onDone });

export const openDrop = (subjects: EnrollmentSubject[], onDone?: () => void) =>
  setOpened({ kind: "drop", subjects, onDone });

export const openDropClass = (classId: string, onDone?: () => void) =>
  setOpened({ kind: "drop-class", classId, onDone });

export const openTransfer = (subjects: EnrollmentSubject[], onDone?: () => void) =>
  setOpened({ kind: "transfer", subjects, onDone });

export const openEdit = (subject: EnrollmentSubject, onDone?: () => void) =>
  setOpened({ kind: "edit", subject, onDone });

export const openBilling = (subject: EnrollmentSubject, onDone?: () => void) =>
  setOpened({ kind: "billing", subject, onDone });
