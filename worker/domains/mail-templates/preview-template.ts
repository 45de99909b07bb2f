import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { requireKey } from "./list-templates.ts";
import { readerQuery } from "./portal-mail.ts";
import { portalLink } from "./render-mail.ts";
import { refuseUnknown } from "./save-template.ts";
import type { PreviewTemplateInput, TemplatePreview } from "./schemas.ts";
import { renderTemplate, type Values } from "./template-text.ts";
import { VARIABLES } from "./variables.ts";

/** The mail as one family would receive it, or with examples. @throws NotFound, Precondition `unknown_variable` */
export async function previewTemplate(
  ctx: Context,
  mailKey: string,
  input: PreviewTemplateInput,
  publicOrigin: string,
): Promise<TemplatePreview> {
  requireRight(ctx, "settings", "view");
  const key = requireKey(mailKey);
  const { familyId, language, subject, body } = input;
  refuseUnknown(key, input);
  const values = exampleValues(ctx, publicOrigin);
  if (familyId === null) {
    return { ...renderTemplate(key, language, { subject, body }, values), familyName: null, to: null };
  }
  requireRight(ctx, "families", "view");
  const { reader, student } = await read(ctx, {
    reader: readerQuery(familyId, null),
    student: select(
      { firstName: sql<string>`first_name` },
      sql`from living_students where family_id = ${familyId} order by birth_date, id limit 1`,
    ),
  });
  const found = reader[0];
  if (!found) throw new NotFound("family");
  const theirs: Values = {
    ...values,
    "family.name": found.familyName,
    "guardian.firstName": found.firstName ?? found.familyName,
    ...(student[0] ? { "student.firstName": student[0].firstName } : {}),
  };
  const mail = renderTemplate(key, language, { subject, body }, theirs);
  return { ...mail, familyName: found.familyName, to: found.email };
}

/** What every variable stands for in an example. */
export function exampleValues(ctx: Context, publicOrigin: string): Values {
  const examples = Object.fromEntries(
    Object.entries(VARIABLES).map(([name, { example }]) => [name, example]),
  ) as Values;
  const link = portalLink(publicOrigin, ctx);
  return { ...examples, "school.name": ctx.account.displayName, "portal.link": link };
}
