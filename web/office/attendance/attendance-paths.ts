import { withParams } from "../../shared/url-state.ts";

type Meeting = { readonly slotId: string; readonly meetsOn: string };

export const dayPath = (date: string) => withParams("/attendance/meetings", { date });
export const sheetPath = ({ slotId, meetsOn }: Meeting) =>
  withParams("/attendance/roll-sheet", { slotId, meetsOn });
/** The page of the roll sheet. */
export const sheetHref = ({ slotId, meetsOn }: Meeting) => `/attendance/${slotId}/${meetsOn}`;
export const absencesPath = (studentId: string, from: string, to: string) =>
  withParams("/attendance/absences", { studentId, from, to });
export const tokensPath = (studentId: string) => `/makeups/students/${studentId}`;
