import analytics from "./0001_analytics.sql";
import store from "./0002_store.sql";

/** The cross-account store's migrations, in order. */
export const analyticsMigrations = [
  { version: 1, name: "analytics", sql: analytics },
  { version: 2, name: "store", sql: store },
] as const;
