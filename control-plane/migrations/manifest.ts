import type { Migration } from "../../tenant-schema/migrations/manifest.ts";
import controlPlane from "./0001_control_plane.sql";
import paymentProcessors from "./0002_payment_processors.sql";
import enterprise from "./0003_enterprise.sql";
import messaging from "./0004_messaging.sql";

/** The control plane's migrations, in order. */
export const controlMigrations: readonly Migration[] = [
  { version: 1, name: "control_plane", sql: controlPlane },
  { version: 2, name: "payment_processors", sql: paymentProcessors },
  { version: 3, name: "enterprise", sql: enterprise },
  { version: 4, name: "messaging", sql: messaging },
];
