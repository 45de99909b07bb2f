import * as z from "zod/mini";

/** A calendar of one member of staff or one room, to be subscribed to by other programs. */
export const createFeedInput = z.object({
  kind: z.enum(["staff", "room"]),
  ownerId: z.string().check(z.minLength(5), z.maxLength(40)),
});
export type CreateFeedInput = z.infer<typeof createFeedInput>;

export const feedVersionInput = z.object({ version: z.int().check(z.positive()) });

/** A feed in the list. Its address is shown once, when it is made or given a new one; only its hash is kept. */
export interface CalendarFeed {
  readonly id: string;
  readonly kind: "staff" | "room";
  readonly ownerId: string;
  readonly ownerName: string;
  readonly createdAt: number;
  readonly version: number;
}
