import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { spanishField, spanishProblems } from "../../web/family/words/problems.ts";
import { OBSTACLES_ES, PROBLEMS_ES } from "../../web/family/words/problems-es.ts";

const DOMAINS = new URL("../../worker/domains", import.meta.url).pathname;
/** Use-cases of families: rooms of their own, and the files of others that are named after them. */
const ROOMS = /^(cart|checkout|family-|own-data|notification-choices|catalogue|passkeys)/;
const OWN_FILE = /^(own-|while-open)/;

/** The codes under which what a family does can be refused, each with the file that refuses. */
function codesThrown(): [string, string][] {
  const nouns = readdirSync(DOMAINS).filter((name) => !name.includes("."));
  return nouns.flatMap((noun) =>
    readdirSync(join(DOMAINS, noun))
      .filter(
        (file) => file.endsWith(".ts") && file !== "office.ts" && (ROOMS.test(noun) || OWN_FILE.test(file)),
      )
      .flatMap((file) => {
        const source = readFileSync(join(DOMAINS, noun, file), "utf8");
        const thrown = source.matchAll(/new (?:Conflict|Forbidden|Precondition|Limit)\(\s*"([a-z_]+)"/g);
        return [...thrown].map(([, code]): [string, string] => [code!, `${noun}/${file}`]);
      }),
  );
}

interface Node {
  readonly error?: (issue: object) => unknown;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly checks?: readonly Schema[];
  readonly options?: readonly Schema[];
}
type Schema = { readonly _zod: { readonly def: Node & Readonly<Record<string, unknown>> } };

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && "_zod" in value;

/** The words that a schema, or a part of it, has of its own. */
function wordsOf({ _zod: { def } }: Schema): string[] {
  const own = def.error?.({});
  const parts = [...Object.values(def), ...Object.values(def.shape ?? {}), ...(def.checks ?? [])];
  const within = [...parts, ...(def.options ?? [])].filter(isSchema).flatMap(wordsOf);
  return typeof own === "string" ? [own, ...within] : within;
}

/** What the doors of families say of fields: their schemas' own words. */
async function fieldWords(): Promise<Set<string>> {
  const words = new Set<string>();
  for (const noun of readdirSync(DOMAINS)) {
    const room = join(DOMAINS, noun);
    if (noun.includes(".") || !readdirSync(room).includes("family.ts")) continue;
    const source = readFileSync(join(room, "family.ts"), "utf8");
    const asked = new Set([...source.matchAll(/valid(?:Body|Query)\((\w+)/g)].map(([, name]) => name!));
    for (const [, path] of source.matchAll(/from "([^"]*schemas\.ts)"/g)) {
      const found: Record<string, unknown> = await import(join(room, path!));
      for (const name of asked) if (isSchema(found[name])) for (const w of wordsOf(found[name])) words.add(w);
    }
  }
  return words;
}

describe("what families are refused", () => {
  it("is said in Spanish, whatever it is", () => {
    const thrown = codesThrown();
    expect(thrown.length).toBeGreaterThan(20);
    const missing = thrown.filter(([code]) => !Object.hasOwn(PROBLEMS_ES, code));
    expect(missing).toEqual([]);
  });

  it("is said in Spanish at each field", async () => {
    const words = [...(await fieldWords())];
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((text) => spanishField(text) === text)).toEqual([]);
  });

  it("is said in Spanish where only a limit stands, or nothing", () => {
    expect(spanishField("At most 80 characters")).toBe("Como mucho 80 caracteres");
    expect(spanishField("At most 10 entries")).toBe("Como mucho 10");
    expect(spanishField("Invalid input: expected string, received null")).toBe("Esto no es válido");
  });

  it("says at the one field that it is about what it says of the whole", () => {
    const detail = "The school asks for notice: the last day can be 2026-12-05 or later.";
    const refusal = { code: "too_early", status: 422, detail };
    expect(spanishProblems.field(detail, refusal)).toMatch(/^La escuela pide un plazo/);
    expect(spanishProblems.field("Choose a date", refusal)).toBe("Elige una fecha");
  });

  it("includes what is in the way of a booking", () => {
    const files = ["cart/line-mode.ts", "cart/plan-line.ts", "cart/add-item.ts", "classes/eligibility.ts"];
    const told = files.flatMap((file) => {
      const source = readFileSync(join(DOMAINS, file), "utf8");
      return [...source.matchAll(/(?:told\(\s*|code: )"([a-z_]+)"/g)].map(([, code]) => code!);
    });
    expect(told.length).toBeGreaterThan(12);
    expect(told.filter((code) => !Object.hasOwn(OBSTACLES_ES, code))).toEqual([]);
  });
});
