/** A charge, receipt or credit note as a page of its own, to print or to save as PDF. */
export const paperPath = (familyId: string, documentId: string) =>
  `/families/${familyId}/papers/${documentId}`;

export const statementPath = (familyId: string) => `/families/${familyId}/statement`;
