import analytics from "./0001_analytics.sql";

/** The cross-account store's migrations, in order. */
export const analyticsMigrations = [{ version: 1, name: "analytics", sql: analytics }] as const;
