import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

const isoDate = z.string().check(z.refine(isIsoDate));

/** `absence_request` as it waits in an item of online activity, whose studentId says who. */
export const absenceRequest = z.object({
  meetings: z.array(z.object({ slotId: z.string(), meetsOn: isoDate })).check(z.minLength(1)),
  note: z._default(z.nullable(z.string()), null),
});
export type AbsenceRequest = z.infer<typeof absenceRequest>;
