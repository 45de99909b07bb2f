import { initialsOf } from "../../domains/staff-sessions/get-me.ts";
import type { EnterpriseContext } from "../context.ts";
import type { EnterpriseMe } from "./schemas.ts";

export function getMe({ actor, services }: EnterpriseContext): EnterpriseMe {
  const { id, name, email, level, enterpriseId, enterpriseName, groupId, groupName } = actor;
  return {
    enterprise: { id: enterpriseId, name: enterpriseName },
    user: {
      id,
      name,
      initials: initialsOf(name),
      email,
      level,
      group: groupId === null ? null : { id: groupId, name: groupName ?? "" },
    },
    demo: services.house.demo,
  };
}
