import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsOf, tableOf } from "../../worker/kernel/table.ts";

/** Few different values, so that some are shared, and many, so that others are not. */
const value = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    "",
    "a",
    0,
    1,
    [],
    ["a"],
    { name: "a" },
    { name: null },
    "null",
    "true",
    "[]",
  ),
  fc.jsonValue(),
);
const rows = fc
  .uniqueArray(fc.string(), { maxLength: 6 })
  .chain((fields) =>
    fc.array(fc.record(Object.fromEntries(fields.map((field) => [field, value])), { noNullPrototype: true })),
  );

const travelled = <T>(content: T): T => JSON.parse(JSON.stringify(content));

describe("rows as a table", () => {
  it("arrive as they were sent, whatever they say", () => {
    fc.assert(
      fc.property(rows, (sent) => {
        expect(rowsOf(travelled(tableOf(sent)))).toEqual(travelled(sent));
      }),
      { numRuns: 500 },
    );
  });

  it("keep fields whose names mean something to the language", () => {
    const sent = JSON.parse(
      '[{"__proto__":null,"constructor":1,"toString":"a"},{"__proto__":{},"constructor":2,"toString":"a"}]',
    );
    const arrived = rowsOf(travelled(tableOf<object>(sent)));
    expect(JSON.stringify(arrived)).toBe(JSON.stringify(sent));
  });

  it("say once what they share; numbers and objects are of each row", () => {
    const sent = ["Gym", "Gym", "Pool", "Pool"].map((room, at) => ({ id: `m${at}`, room, at, hall: [room] }));
    expect(tableOf(sent)).toEqual({
      fields: ["id", "room", "at", "hall"],
      shared: [null, ["Gym", "Pool"], null, null],
      rows: [
        ["m0", 0, 0, ["Gym"]],
        ["m1", 0, 1, ["Gym"]],
        ["m2", 1, 2, ["Pool"]],
        ["m3", 1, 3, ["Pool"]],
      ],
    });
  });
});
