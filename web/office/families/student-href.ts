/** A student has no page of her own: she is found in her family, among all about its students. */
export const studentHref = (familyId: string, studentId: string) =>
  `/families/${familyId}?tab=students&student=${studentId}`;
