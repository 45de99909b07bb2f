import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OBSTACLES_ES, PROBLEMS_ES } from "../../web/family/words/problems-es.ts";

const DOMAINS = new URL("../../worker/domains", import.meta.url).pathname;
/** Use-cases of families: rooms of their own, and the files of others that are named after them. */
const ROOMS = /^(cart|checkout|family-|own-data|notification-choices|catalogue)/;
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

describe("what families are refused", () => {
  it("is said in Spanish, whatever it is", () => {
    const thrown = codesThrown();
    expect(thrown.length).toBeGreaterThan(20);
    const missing = thrown.filter(([code]) => !Object.hasOwn(PROBLEMS_ES, code));
    expect(missing).toEqual([]);
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
