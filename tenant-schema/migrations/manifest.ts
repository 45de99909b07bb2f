import foundation from "./0001_foundation.sql";
import people from "./0002_people.sql";
import lists from "./0003_lists.sql";
import office from "./0004_office.sql";
import schedule from "./0005_schedule.sql";
import enrollments from "./0006_enrollments.sql";
import ledger from "./0007_ledger.sql";
import tuition from "./0008_tuition.sql";
import reports from "./0009_reports.sql";
import billing from "./0010_billing.sql";
import portal from "./0011_portal.sql";
import conversations from "./0012_conversations.sql";
import campaigns from "./0013_campaigns.sql";
import notices from "./0014_notices.sql";
import language from "./0015_language.sql";
import balances from "./0016_balances.sql";

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** In order, additive, never edited once they have left this repository; bundled into the Worker. */
export const migrations: readonly Migration[] = [
  { version: 1, name: "foundation", sql: foundation },
  { version: 2, name: "people", sql: people },
  { version: 3, name: "lists", sql: lists },
  { version: 4, name: "office", sql: office },
  { version: 5, name: "schedule", sql: schedule },
  { version: 6, name: "enrollments", sql: enrollments },
  { version: 7, name: "ledger", sql: ledger },
  { version: 8, name: "tuition", sql: tuition },
  { version: 9, name: "reports", sql: reports },
  { version: 10, name: "billing", sql: billing },
  { version: 11, name: "portal", sql: portal },
  { version: 12, name: "conversations", sql: conversations },
  { version: 13, name: "campaigns", sql: campaigns },
  { version: 14, name: "notices", sql: notices },
  { version: 15, name: "language", sql: language },
  { version: 16, name: "balances", sql: balances },
];
