import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const day = z._default(z.union([z.literal(""), isoDate]), "");

/** The days of a statement; left empty: the last three months until today. */
export const statementFilter = z.object({ from: day, to: day }).check(
  z.refine(({ from, to }) => from === "" || to === "" || from <= to, {
    path: ["to"],
    error: "The first day is to be before the last",
  }),
);
export type StatementFilter = z.infer<typeof statementFilter>;
