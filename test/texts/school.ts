import { sql } from "drizzle-orm";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { keepTexts } from "../../worker/domains/messaging-settings/connect-texts.ts";
import { grantCredits } from "../../worker/domains/messaging-settings/grant-credits.ts";
import { parsePhone } from "../../worker/domains/phone-numbers.ts";
import { textFromPhone } from "../../worker/providers/sms/simulator/callbacks.ts";
import { PhoneNetwork } from "../../worker/providers/sms/simulator/world.ts";
import { systemContext } from "../harness/actors.ts";
import type { TestHouse } from "../harness/house.ts";
import type { TestTenant } from "../harness/tenant.ts";

let made = 0;

export interface Texting {
  readonly tenant: TestTenant;
  readonly house: TestHouse;
  readonly network: PhoneNetwork;
  /** A family with a number that agreed to texts, or did not. */
  addFamily(agrees?: boolean): Promise<{ familyId: string; e164: string }>;
  /** Somebody writes from a phone; answers what the door said. */
  write(from: string, body: string): Promise<number>;
  rows<T>(query: string): Promise<T[]>;
}

/** A school that texts with simulated phones, with credits. */
export async function openTexting(tenant: TestTenant, house: TestHouse, credits = 1000): Promise<Texting> {
  const accountId = tenant.account.id;
  const access = { accountId, kind: "simulator", providerAccount: `AC${accountId}` } as const;
  await keepTexts(
    house.services,
    { ...access, authToken: "a token of the simulator", messagingService: null, fromNumber: "+13125550100" },
    { kind: "system", id: "test", requestId: null },
  );
  const ctx = systemContext(tenant, house.clock.nowMs);
  if (credits > 0) await grantCredits(ctx, { kind: "granted", credits, reason: "test" });
  return {
    tenant,
    house,
    network: new PhoneNetwork(house.sandbox, accountId),
    async addFamily(agrees = true) {
      made += 1;
      const familyId = newId("family");
      const e164 = `+1312555${String(2000 + made)}`;
      const at = house.clock.nowMs;
      await tenant.database.commit({
        statements: [
          statement(sql`insert into families (id, name, sort_name, name_words, created_at, updated_at)
            values (${familyId}, ${`Texter ${made}`}, ${`texter ${made}`}, '["texter"]', ${at}, ${at})`),
          statement(sql`insert into phones (id, family_id, number, e164, search_digits, is_primary, text_opt_in, created_at, updated_at)
            values (${newId("phone")}, ${familyId}, ${e164}, ${e164}, ${JSON.stringify(parsePhone(e164, "US").searchDigits)}, 1, ${agrees ? 1 : 0}, ${at}, ${at})`),
        ],
      });
      return { familyId, e164 };
    },
    async write(from, body) {
      house.clock.nowMs += 1000;
      const sent = await textFromPhone(house.sandbox, accountId, { from, body });
      return sent?.status ?? 0;
    },
    async rows<T>(query: string) {
      const { found } = await tenant.database.read({
        found: select({ row: sql<string>`value` }, sql`from (${sql.raw(query)})`),
      });
      return found.map(({ row }) => JSON.parse(row) as T);
    },
  };
}
