import { sql } from "drizzle-orm";
import { select, statement } from "../../control-plane/query.ts";
import { createCampaign } from "../../worker/domains/campaigns/create-campaign.ts";
import { scheduleCampaign } from "../../worker/domains/campaigns/schedule-campaign.ts";
import { type CreateCampaignInput, createCampaignInput } from "../../worker/domains/campaigns/schemas.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { createFamilyInput } from "../../worker/domains/families/schemas.ts";
import { relayOutbox } from "../../worker/jobs/relay-outbox.ts";
import { staffContext, systemContext } from "../harness/actors.ts";
import type { TestHouse } from "../harness/house.ts";
import type { TestTenant } from "../harness/tenant.ts";

export interface FamilyPlan {
  readonly name: string;
  readonly emails?: readonly { readonly address: string; readonly bulkOptIn?: boolean }[];
  readonly phones?: readonly { readonly number: string; readonly textOptIn?: boolean }[];
  readonly children?: readonly string[];
}

/** A school to write to, and what became of what was written. */
export async function openCampaigns(tenant: TestTenant, house: TestHouse) {
  const ctx = await staffContext(tenant, { admin: "full" });
  const all = async <T>(query: string) => {
    const { rows } = await tenant.database.read({
      rows: select({ row: sql<string>`json(x.row)` }, sql`from (${sql.raw(query)}) x`),
    });
    return rows.map(({ row }) => JSON.parse(row) as T);
  };
  let families = 0;
  return {
    ctx,
    run: (text: string) => tenant.database.commit({ statements: [statement(sql.raw(text))] }),
    all,
    async family({ name, emails = [], phones = [], children = [] }: FamilyPlan): Promise<string> {
      const guardian = { firstName: "Ann", lastName: name, emails, phones };
      const students = children.map((firstName) => ({ firstName, lastName: name }));
      const input = createFamilyInput.parse({ name, guardians: [guardian], students, duplicatesSeen: true });
      // A moment after the one before, so that their ids are in this order: of two with one address the first is mailed.
      families++;
      return (await createFamily({ ...ctx, nowMs: ctx.nowMs + families }, input)).id;
    },
    draft: (more: Partial<CreateCampaignInput> = {}) =>
      createCampaign(ctx, createCampaignInput.parse({ ...WORDS, ...more })),
    /** Schedules for now and does everything that is due. */
    async send(id: string, version = 1): Promise<void> {
      const now = house.clock.nowMs;
      const { sendAt } = await scheduleCampaign({ ...ctx, nowMs: now }, id, { version, sendAt: null });
      house.clock.nowMs = sendAt;
      await relayOutbox(house.services, systemContext(tenant, sendAt));
      await house.drain();
    },
    recipients: (id: string) =>
      all<{ address: string; state: string; why: string | null; via: string; name: string }>(
        `select json_object('address', address, 'state', state, 'why', why, 'via', via, 'name', name) as row
          from campaign_recipients where campaign_id = '${id}' order by address, state`,
      ),
  };
}

export const WORDS: CreateCampaignInput = {
  channel: "email",
  class: "marketing",
  subject: "Summer at [[school.name]]",
  body: "Hello [[guardian.firstName]],\n\nour [summer camps](https://school.example/camps) are open.",
  audience: { list: "families", filter: {}, ids: [], except: [] },
  isFrozen: false,
};
