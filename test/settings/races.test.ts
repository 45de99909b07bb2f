import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type SqlValue, select, statement } from "../../control-plane/query.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { updateFamily } from "../../worker/domains/families/update-family.ts";
import { createListItem } from "../../worker/domains/settings/create-list-item.ts";
import { createLocation } from "../../worker/domains/settings/create-location.ts";
import { deleteKeyword } from "../../worker/domains/settings/delete-keyword.ts";
import { deleteListItem } from "../../worker/domains/settings/delete-list-item.ts";
import { deleteLocation } from "../../worker/domains/settings/delete-location.ts";
import { getBusiness } from "../../worker/domains/settings/get-business.ts";
import { orderEntries } from "../../worker/domains/settings/order-entries.ts";
import { renameListItem } from "../../worker/domains/settings/rename-list-item.ts";
import { locationInput } from "../../worker/domains/settings/schemas.ts";
import { updateBusiness } from "../../worker/domains/settings/update-business.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { familyInput } from "../families/factories.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { signedIn } from "../staff/people.ts";

const NOT_IN_USE = /insert into guard \(not_in_use\)/;
const place = (name: string) => locationInput.parse({ name, timeZone: "America/Chicago" });

/** An act between whose read and write something else happens. */
function meanwhile(ctx: Context, happens: () => Promise<unknown>, without?: RegExp): Context {
  return {
    ...ctx,
    database: racing(ctx.database, happens, without),
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
}

/** Both acts read before either writes. */
async function together(
  ctx: Context,
  acts: readonly ((ctx: Context) => Promise<unknown>)[],
  without?: RegExp,
) {
  const all = barrier(acts.length);
  const results = await Promise.allSettled(acts.map((act) => act(meanwhile(ctx, all, without))));
  return results
    .map((one) => (one.status === "fulfilled" ? "done" : (one.reason as { code?: string }).code))
    .sort();
}

describe.each(ENGINES)("races about settings on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await signedIn(tenant);
  await createLocation(ctx, place("Always"));
  const stored = async (query: string, ...params: SqlValue[]) => {
    const [rows] = await tenant.database.commit({ statements: [{ sql: query, params }] });
    return rows as { value: SqlValue }[];
  };
  const familyWithSource = async () => {
    const { id: source } = await createListItem(ctx, {
      kind: "referral_source",
      label: `Source ${Math.random()}`,
    });
    const { id: family } = await createFamily(ctx, familyInput());
    const choose = () => updateFamily(ctx, family, { version: 1, referralSourceId: source });
    return { source, choose };
  };

  it("does not delete an entry that somebody chooses in the same moment", async () => {
    const { source, choose } = await familyWithSource();
    const gone = { version: 1, moveToId: null };
    await expect(deleteListItem(meanwhile(ctx, choose), source, gone)).rejects.toMatchObject({
      code: "in_use",
    });
    const bare = await familyWithSource();
    await deleteListItem(meanwhile(ctx, bare.choose, NOT_IN_USE), bare.source, gone);
    const dangling = await stored(
      "select count(*) as value from families f join list_items i on i.id = f.referral_source_id where i.deleted_at is not null",
    );
    expect(dangling[0]!.value).toBe(1);
  });

  it("does not delete a location that a family gets in the same moment", async () => {
    const attempt = async (without?: RegExp) => {
      const { id } = await createLocation(ctx, place("Passing"));
      const settle = () => createFamily(ctx, familyInput({ homeLocationId: id }));
      return deleteLocation(meanwhile(ctx, settle, without), id, { version: 1 });
    };
    await expect(attempt()).rejects.toMatchObject({ code: "in_use" });
    await expect(attempt(NOT_IN_USE)).resolves.toBeDefined();
  });

  it("keeps one location when the last two are deleted at once", async () => {
    const attempt = async (without?: RegExp) => {
      const small = await openTestTenant({ engine });
      const owner = await signedIn(small);
      const ids = await Promise.all(
        ["North", "South"].map(async (name) => (await createLocation(owner, place(name))).id),
      );
      const acts = ids.map((id) => (one: Context) => deleteLocation(one, id, { version: 1 }));
      return together(owner, acts, without);
    };
    expect(await attempt()).toEqual(["done", "last_location"]);
    expect(await attempt(/insert into guard \(one_remains\)/)).toEqual(["done", "done"]);
  });

  it("does not delete a keyword that somebody gets in the same moment", async () => {
    const attempt = async (id: string, without?: RegExp) => {
      await tenant.database.commit({
        statements: [
          statement(
            sql`insert into keywords (id, kind, label, created_at, updated_at) values (${id}, 'staff', ${id}, 0, 0)`,
          ),
        ],
      });
      const link = () =>
        tenant.database.commit({
          statements: [
            statement(sql`insert into keyword_links (id, keyword_id, entity_id, created_at, updated_at)
              values (${`link ${id}`}, ${id}, ${ctx.actor.id}, 0, 0)`),
          ],
        });
      return deleteKeyword(meanwhile(ctx, link, without), id, { version: 1 });
    };
    await expect(attempt("kwd_1")).rejects.toMatchObject({ code: "in_use" });
    await expect(attempt("kwd_2", NOT_IN_USE)).resolves.toBeDefined();
  });

  it("lets one of two renames and one of two orders win", async () => {
    const { id } = await createListItem(ctx, { kind: "email_type", label: "First" });
    const { id: second } = await createListItem(ctx, { kind: "email_type", label: "Second" });
    const rename = (label: string) => (one: Context) => renameListItem(one, id, { label, version: 1 });
    expect(await together(ctx, [rename("A"), rename("B")])).toEqual(["changed_meanwhile", "done"]);
    const order = (one: Context) =>
      orderEntries(one, { entity: "listItems", kind: "email_type" }, [second, id]);
    expect(await together(ctx, [order, order])).toEqual(["changed_meanwhile", "done"]);
  });

  it("lets one of two people save the business, the first time and later", async () => {
    const { business } = await getBusiness(ctx);
    const save = (phone: string, version: number) => (one: Context) =>
      updateBusiness(one, { ...business, phone, version });
    expect(await together(ctx, [save("1", 0), save("2", 0)])).toEqual(["changed_meanwhile", "done"]);
    expect(await together(ctx, [save("3", 1), save("4", 1)])).toEqual(["changed_meanwhile", "done"]);
    expect(await together(ctx, [save("5", 2), save("6", 2)], /"row_version"/)).toEqual(["done", "done"]);
    const { found } = await tenant.database.read({
      found: select({ version: sql<number>`version` }, sql`from settings where id = 'business'`),
    });
    expect(found[0]!.version).toBe(4);
  });
});
