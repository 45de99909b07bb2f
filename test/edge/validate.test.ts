import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { BadInput } from "../../worker/edge/bad-input.ts";
import { parse } from "../../worker/edge/validate.ts";

const schema = z.object({
  least: z.number().check(z.minimum(0)),
  days: z.int().check(z.maximum(90)),
  name: z.string().check(z.minLength(3)),
  ids: z.array(z.string()).check(z.maxLength(2)),
  reason: z.string(),
});

describe("what a schema refuses without words of its own", () => {
  it("is said as a person would say it", () => {
    try {
      parse(schema, { least: -5, days: 91, name: "A", ids: ["a", "b", "c"] });
      expect.unreachable();
    } catch (error) {
      const said = (error as BadInput).fields.map(({ path, message }) => [path, message]);
      expect(Object.fromEntries(said)).toEqual({
        least: "At least 0",
        days: "At most 90",
        name: "At least 3 characters",
        ids: "At most 2 entries",
        reason: "This is missing",
      });
    }
  });
});
