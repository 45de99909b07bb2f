import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

/** `makeup_request` as it waits in an item of online activity, whose studentId and classId say who and where. */
export const makeupRequest = z.object({
  onDate: z.string().check(z.refine(isIsoDate)),
  /** The token that the request keeps back. */
  tokenId: z.string(),
  note: z._default(z.nullable(z.string()), null),
});
export type MakeupRequest = z.infer<typeof makeupRequest>;
