import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";

/** The page as it will be once a small record is deleted. */
export const withoutRecord =
  (list: "contacts" | "pickups" | "notes", id: string) =>
  (page: FamilyPage): FamilyPage => ({
    ...page,
    [list]: page[list].filter((record) => record.id !== id),
  });
