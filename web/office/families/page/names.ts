import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";

type Named = { readonly firstName: string; readonly lastName: string };

export const fullName = (person: Named) => `${person.firstName} ${person.lastName}`.trim();

export function studentName(page: FamilyPage, studentId: string | null): string | undefined {
  const student = page.students.find(({ id }) => id === studentId);
  return student && (student.preferredName ?? student.firstName);
}
