import type { MiddlewareHandler } from "hono";
import { config, type core, locales } from "zod/mini";
import * as z from "zod/v4/core";
import { BadInput } from "./bad-input.ts";
import { mediaType } from "./body.ts";
import { marked } from "./route-marks.ts";

const english = locales.en();

/** What a limit counts; a number counts itself. */
const counted: Readonly<Record<string, string>> = { string: " characters", array: " entries" };

// What is missing or beyond a limit is said in a person's words; the rest of the words are the library's.
config({
  localeError(issue) {
    if (issue.code === "invalid_type" && issue.input === undefined) return "This is missing";
    if (issue.code === "too_small") return `At least ${issue.minimum}${counted[issue.origin] ?? ""}`;
    if (issue.code === "too_big") return `At most ${issue.maximum}${counted[issue.origin] ?? ""}`;
    return english.localeError(issue);
  },
});

/** All that these need of a door. */
type BodyEnv = { Variables: { body: Uint8Array<ArrayBuffer> } };

type Valid<Target extends "query" | "json", S extends core.$ZodType> = MiddlewareHandler<
  BodyEnv,
  string,
  { in: { [K in Target]: core.input<S> }; out: { [K in Target]: core.output<S> } }
>;

/** Parses the query string; `c.req.valid("query")` is what the schema makes of it. */
export function validQuery<S extends core.$ZodType>(schema: S): Valid<"query", S> {
  const handler: Valid<"query", S> = async (c, next) => {
    c.req.addValidatedData("query", parse(schema, c.req.query()) as object);
    await next();
  };
  return marked({ kind: "query" }, handler);
}

/** Parses the JSON body; `c.req.valid("json")` is what the schema makes of it. */
export function validBody<S extends core.$ZodType>(schema: S): Valid<"json", S> {
  const handler: Valid<"json", S> = async (c, next) => {
    const type = mediaType(c.req.header("content-type"));
    if (type !== "application/json") {
      throw new BadInput("Send this as JSON, with the content type application/json.", [], 415);
    }
    c.req.addValidatedData("json", parse(schema, parseJson(c.get("body"))) as object);
    await next();
  };
  return marked({ kind: "body", schema }, handler);
}

/** @throws BadInput with one entry a field */
export function parse<S extends core.$ZodType>(schema: S, value: unknown): core.output<S> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  throw new BadInput(
    "Some of what was sent cannot be accepted. Correct the fields and send it again.",
    fields,
  );
}

/** @throws BadInput when the body is not JSON in UTF-8 */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(body));
  } catch {
    throw new BadInput("The body is not valid JSON.", [{ path: "", message: "This is not valid JSON." }]);
  }
}
