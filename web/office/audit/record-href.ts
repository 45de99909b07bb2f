import type { AuditRow } from "../../../worker/domains/audit/schemas.ts";
import { can } from "../../shared/session.ts";

/** The page of the record, or of the one it belongs to; undefined where there is none or it may not be seen. */
export function recordHref(row: Pick<AuditRow, "entity" | "entityId" | "subjectId">): string | undefined {
  const { entity, entityId, subjectId } = row;
  if (entity === "staffGroups") return can("permissions") ? `/staff/groups/${entityId}` : undefined;
  if (subjectId?.startsWith("fam_")) return can("families") ? `/families/${subjectId}` : undefined;
  if (subjectId?.startsWith("stf_")) return can("staff") ? `/staff/${subjectId}` : undefined;
  if (subjectId?.startsWith("cls_")) return can("classes") ? `/classes/${subjectId}` : undefined;
  if (!can("settings")) return undefined;
  switch (entity) {
    case "settings":
      return entityId === "business" ? "/settings" : "/settings/rules";
    case "locations":
      return "/settings/locations";
    case "rooms":
      return "/settings/rooms";
    case "programs":
      return "/settings/programs";
    case "levels":
      return "/settings/levels";
    case "classSessions":
      return "/settings/sessions";
    case "closures":
      return "/settings/closures";
    case "listItems":
      return "/settings/lists";
    case "keywords":
      return "/settings/keywords";
    case "customFields":
      return "/settings/custom-fields";
    default:
      return undefined;
  }
}
