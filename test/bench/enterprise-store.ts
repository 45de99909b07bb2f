import type { Row, Store } from "../../analytics/database.ts";
import type { Query } from "../../control-plane/query.ts";
import type { SqlDatabase } from "../../control-plane/tenant-database.ts";

/** As the Worker's own adapter, which a process of Node cannot load: it names migrations as text. */
export function storeOver(database: SqlDatabase): Store {
  return {
    async read(statements) {
      const named = statements.map((statement, i) => [`s${i}`, statement as Query<Row>] as const);
      const answers = await database.read(Object.fromEntries(named));
      return named.map(([name]) => answers[name] as Row[]);
    },
    async write(statements) {
      await database.commit({ statements });
    },
  };
}
