import type { TenantDatabase } from "../../control-plane/tenant-database.ts";

/**
 * The same database, but every commit first waits for `wait`: with a barrier both writers have read before either
 * writes. `without` leaves out statements, to show that a test fails without the guard it is about.
 */
export function racing(
  database: TenantDatabase,
  wait: () => Promise<unknown>,
  without?: RegExp,
): TenantDatabase {
  const slow = Object.create(database) as TenantDatabase;
  slow.read = (queries) => database.read(queries);
  slow.commit = async (batch) => {
    await wait();
    const statements = batch.statements.filter((one) => !without?.test(one.sql));
    return database.commit({ statements });
  };
  return slow;
}
