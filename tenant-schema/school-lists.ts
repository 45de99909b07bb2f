// The lists, keywords and fields a school defines for itself. The migrations are the truth; a test compares.
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { recordColumns } from "./columns.ts";

export const listItems = sqliteTable("list_items", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  label: text("label").notNull(),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});

export const keywords = sqliteTable("keywords", {
  id: text("id").primaryKey(),
  kind: text("kind").notNull(),
  label: text("label").notNull(),
  color: text("color"),
  ...recordColumns,
});

export const keywordLinks = sqliteTable("keyword_links", {
  id: text("id").primaryKey(),
  keywordId: text("keyword_id").notNull(),
  entityId: text("entity_id").notNull(),
  familyId: text("family_id"),
  ...recordColumns,
});

export const customFields = sqliteTable("custom_fields", {
  id: text("id").primaryKey(),
  entity: text("entity").notNull(),
  label: text("label").notNull(),
  fieldType: text("field_type", { enum: ["text", "number", "date", "yes_no", "choice"] }).notNull(),
  choices: text("choices", { mode: "json" }).$type<string[]>().notNull().default([]),
  isRequired: integer("is_required", { mode: "boolean" }).notNull().default(false),
  shownInPortal: integer("shown_in_portal", { mode: "boolean" }).notNull().default(false),
  position: integer("position").notNull().default(0),
  ...recordColumns,
});
