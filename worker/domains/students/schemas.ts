import * as z from "zod/mini";

export const studentStatuses = ["all", "active", "inactive"] as const;

/** The students list as its URL says it; with an age it is sorted by age, else by name. */
export const studentFilter = z.object({
  status: z._default(z.enum(studentStatuses), "all"),
  q: z._default(z.string().check(z.trim(), z.maxLength(200)), ""),
  minAge: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(120))),
  maxAge: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(120))),
  gender: z.optional(z.enum(["female", "male", "other"])),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type StudentFilter = z.infer<typeof studentFilter>;

/** One row of the list, with the way to reach the family. */
export interface StudentRow {
  readonly id: string;
  readonly name: string;
  readonly birthDate: string | null;
  readonly gender: string | null;
  readonly isActive: boolean;
  readonly familyId: string;
  readonly familyName: string;
  readonly guardianName: string | null;
  readonly phone: string | null;
}

/** Students to delete, each at the version it was seen at. */
export const deleteStudentsInput = z.object({
  students: z
    .array(z.object({ id: z.string(), version: z.optional(z.int()) }))
    .check(z.minLength(1, "Choose at least one student"), z.maxLength(200, "At most 200 at once")),
});
export type DeleteStudentsInput = z.infer<typeof deleteStudentsInput>;
