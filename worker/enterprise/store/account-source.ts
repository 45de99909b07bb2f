import { type AccountSource, trimStatement } from "../../../analytics/account-source.ts";
import { openTenant } from "../../../control-plane/open-tenant.ts";
import { type Meter, newMeter } from "../../../control-plane/tenant-database.ts";
import { openDeps, type Services } from "../../services.ts";
import { storeOver } from "./open-store.ts";

const TRIM_ROWS = 5_000;
const MAX_TRIMS = 20;

/**
 * Opens an account for the sync, which only reads from it and trims its log.
 * @throws AccountUnknown, AccountSuspended, AccountClosed, AccountMigrating, DatabaseUnavailable
 */
export async function openAccountSource(
  services: Services,
  accountId: string,
  meter: Meter = newMeter(),
): Promise<AccountSource> {
  const { database } = await openTenant(openDeps(services), { accountId }, meter);
  const { read } = storeOver(database);
  return {
    accountId,
    read,
    async trimLog(beforeSeq) {
      for (let i = 0; i < MAX_TRIMS; i++) {
        const writtenBefore = database.meter.rowsWritten;
        await database.commit({ statements: [trimStatement(beforeSeq, TRIM_ROWS)] });
        if (database.meter.rowsWritten - writtenBefore < TRIM_ROWS) return;
      }
    },
  };
}
