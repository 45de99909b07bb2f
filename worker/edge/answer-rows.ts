import type { Context } from "hono";
import { TABLE_TYPE, tableOf } from "../kernel/table.ts";

/** An answer with many rows in one of its fields: as a table for who accepts one, else as plain objects. */
export function answerRows<Field extends string>(
  c: Context,
  body: { readonly [F in Field]: readonly object[] },
  field: Field,
): Response {
  if (!c.req.header("accept")?.includes(TABLE_TYPE)) return c.json(body);
  const answer = JSON.stringify({ ...body, [field]: tableOf(body[field]) });
  return c.body(answer, 200, { "content-type": `${TABLE_TYPE}; rows=${field}` });
}
