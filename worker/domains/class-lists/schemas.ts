import * as z from "zod/mini";
import { keywordColors } from "../settings/schemas.ts";

// Programs, levels and rooms: what classes are sorted by and where they meet.

const name = z
  .string()
  .check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(60, "At most 60 characters"));
const description = z._default(
  z.nullable(
    z.pipe(
      z.string().check(z.trim(), z.maxLength(500, "At most 500 characters")),
      z.transform((text: string) => (text === "" ? null : text)),
    ),
  ),
  null,
);
const color = z._default(z.nullable(z.enum(keywordColors)), null);
const version = z.int().check(z.positive());
const id = z.string().check(z.minLength(5), z.maxLength(40));

export const programInput = z.object({
  name,
  description,
  color,
  /** Money is reported under it, but no class belongs to it. */
  isFinancialOnly: z._default(z.boolean(), false),
});
export const updateProgramInput = z.extend(programInput, { version });

export const levelInput = z.object({ name, description, color });
export const updateLevelInput = z.extend(levelInput, { version });

const room = {
  name,
  /** Null: as many as come. */
  capacity: z._default(
    z.nullable(
      z
        .int("Enter a whole number")
        .check(z.minimum(0, "Enter 0 or more"), z.maximum(10_000, "At most 10,000")),
    ),
    null,
  ),
  color,
};
/** A room stays where it is: what met in it met there. */
export const roomInput = z.object({ locationId: id, ...room });
export const updateRoomInput = z.object({ ...room, version });

export const orderRoomsInput = z.object({ locationId: id, ids: z.array(id).check(z.maxLength(500)) });

export interface ProgramRow extends z.infer<typeof programInput> {
  readonly id: string;
  readonly version: number;
}
export interface LevelRow extends z.infer<typeof levelInput> {
  readonly id: string;
  readonly version: number;
}
export interface RoomRow extends z.infer<typeof roomInput> {
  readonly id: string;
  readonly version: number;
}

export type ClassListEntity = "programs" | "levels" | "rooms";
/** What is written of an entry, whichever list it is on. */
export type EntryFields =
  | z.infer<typeof programInput>
  | z.infer<typeof levelInput>
  | z.infer<typeof roomInput>
  | Omit<z.infer<typeof roomInput>, "locationId">;

/** The records that still point at an entry, by what people call them. */
export type EntryUses = Readonly<Record<string, { readonly count: number; readonly atLeast: boolean }>>;
