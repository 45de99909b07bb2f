import type { StaffActor } from "../../kernel/context.ts";
import type { Grant } from "../../kernel/permissions.ts";

/** What the session of an enterprise user says of them; they have no row among the account's staff. */
export interface EnterpriseIdentity {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly level: "admin" | "user";
  readonly groupName: string;
}

interface Entry {
  readonly identity: EnterpriseIdentity;
  readonly enterpriseSessionId: string;
  readonly sessionId: string;
  readonly tokenHash: string;
  readonly rightsVersion: number;
}

/** Everything, before what the plan and the enterprise take away. */
const EVERYTHING: Grant = {
  right: "admin",
  level: "full",
  locationId: null,
  ownClassesOnly: false,
  groupId: null,
  groupName: null,
};

/** An enterprise user at work in an account, under the name that its audit log shows. */
export function enterpriseStaff({ identity, enterpriseSessionId, ...session }: Entry): StaffActor {
  const { id, name, email, level, groupName } = identity;
  return {
    kind: "staff",
    id,
    name: `${name} (enterprise, ${groupName})`,
    email,
    ...session,
    grants: [EVERYTHING],
    enterprise: { userId: id, sessionId: enterpriseSessionId, level, groupName },
  };
}
