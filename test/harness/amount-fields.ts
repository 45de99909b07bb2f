import type * as core from "zod/v4/core";
import { officeRoutes, type PortalRoute } from "./route-contract.ts";

/** Where a route takes an amount: its path as an answer names it, and the least body that has a value there. */
export interface AmountField {
  readonly route: PortalRoute;
  readonly path: string;
  /** The same path with the places of lists and records left out: `lines.baseMinor`. */
  readonly name: string;
  readonly isNullable: boolean;
  readonly bodyWith: (value: unknown) => unknown;
}

type Def = Readonly<Record<string, unknown>> & { readonly type: string };
type Found = Pick<AmountField, "isNullable" | "bodyWith"> & { readonly path: readonly string[] };

/** Money in minor units, percentages in hundredths, and what is off of either. */
const NAMED = /(Minor|Bp|Amounts|^value)$/;
const defOf = (schema: unknown) => (schema as core.$ZodType)._zod.def as unknown as Def;

/** Every amount that any route of the office takes, by the schemas of the routes themselves. */
export function amountFields(): AmountField[] {
  return officeRoutes().flatMap((route) => {
    const body = route.marks.find((mark) => mark.kind === "body");
    if (body?.kind !== "body") return [];
    return fieldsIn(body.schema, "").map(({ path, ...field }) => ({
      ...{ route, ...field, path: path.join(".") },
      name: path.filter((part) => !/^(\d+|loc_.*)$/.test(part)).join("."),
    }));
  });
}

function fieldsIn(schema: unknown, key: string, isNullable = false): Found[] {
  const def = defOf(schema);
  switch (def.type) {
    case "number":
      return NAMED.test(key) ? [{ path: [], isNullable, bodyWith: (value) => value }] : [];
    case "nullable":
      return fieldsIn(def.innerType, key, true);
    case "optional":
    case "default":
      return fieldsIn(def.innerType, key, isNullable);
    case "pipe":
      return fieldsIn(def.in, key, isNullable);
    case "array":
      return within("0", fieldsIn(def.element, key), (held) => [held]);
    case "record":
      return within("loc_0123456789", fieldsIn(def.valueType, key), (held) => ({ loc_0123456789: held }));
    case "object":
      return fieldsOfObject(def.shape as Readonly<Record<string, unknown>>);
    case "union":
      return (def.options as readonly unknown[]).flatMap((option) => fieldsIn(option, key, isNullable));
    default:
      return [];
  }
}

/** With the words by which a union is told apart beside it. */
function fieldsOfObject(shape: Readonly<Record<string, unknown>>): Found[] {
  const words = Object.fromEntries(
    Object.entries(shape).flatMap(([key, schema]) => {
      const def = defOf(schema);
      if (def.type === "literal") return [[key, (def.values as readonly unknown[])[0]]];
      return def.type === "enum" ? [[key, Object.values(def.entries as object)[0]]] : [];
    }),
  );
  return Object.entries(shape).flatMap(([key, schema]) =>
    within(key, fieldsIn(schema, key), (held) => ({ ...words, [key]: held })),
  );
}

function within(part: string, fields: readonly Found[], wrap: (held: unknown) => unknown): Found[] {
  return fields.map(({ path, isNullable, bodyWith }) => ({
    path: [part, ...path],
    isNullable,
    bodyWith: (value) => wrap(bodyWith(value)),
  }));
}
