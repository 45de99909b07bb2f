import type { Migration } from "../../tenant-schema/migrations/manifest.ts";
import controlPlane from "./0001_control_plane.sql";

/** The control plane's migrations, in order. */
export const controlMigrations: readonly Migration[] = [
  { version: 1, name: "control_plane", sql: controlPlane },
];
