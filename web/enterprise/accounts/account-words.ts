import type { AccountHealth, EnterpriseAccount } from "../../../worker/enterprise/accounts/schemas.ts";
import type { PillTone } from "../../shared/ui/pill.tsx";
import { age } from "../sync/age.ts";

type Health = { label: string; tone: PillTone; says: string };

const healths: Record<AccountHealth, Health> = {
  fine: { label: "Fine", tone: "good", says: "In use, and its figures are of today." },
  sync_old: {
    label: "Figures are old",
    tone: "warn",
    says: "Its figures were not read for more than a day. The account itself is in use as always.",
  },
  sync_failed: {
    label: "Sync failed",
    tone: "warn",
    says: "Its figures could not be read the last time. The account itself is in use as always.",
  },
  suspended: { label: "Suspended", tone: "bad", says: "Nobody can enter it until support opens it again." },
  updating: {
    label: "Being updated",
    tone: "accent",
    says: "Its data are brought up to date; that takes a minute.",
  },
};

export const healthOf = (account: EnterpriseAccount): Health => healths[account.health];

/** How old the figures are that this portal shows of an account. */
export const dataAge = ({ syncedAt }: Pick<EnterpriseAccount, "syncedAt">): string =>
  syncedAt === null ? "Not yet" : age(syncedAt);

export const planName = (plan: string): string => plan.charAt(0).toUpperCase() + plan.slice(1);
