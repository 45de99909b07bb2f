import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { HOUSE_TITLES_ES } from "../../web/family/words/house-titles-es.ts";

const DOMAINS = new URL("../../worker/domains", import.meta.url).pathname;

/** What a payment or a credit is called where staff typed nothing. */
function titlesOf(file: string): string[] {
  const source = readFileSync(join(DOMAINS, file), "utf8");
  const block = /const TITLES[^=]*= \{([^}]*)\}/.exec(source)?.[1] ?? "";
  return [...block.matchAll(/: "([^"]+)"/g)].map(([, title]) => title!);
}

describe("what the house calls money", () => {
  it("is said in Spanish to families, and nothing else is", () => {
    const titles = ["ledger/record-payment.ts", "ledger/give-credit.ts"].flatMap(titlesOf);
    expect(titles.length).toBeGreaterThan(6);
    const fees = readFileSync(join(DOMAINS, "checkout/plan-charges.ts"), "utf8");
    expect(fees).toContain('"Registration fees"');
    expect(Object.keys(HOUSE_TITLES_ES).sort()).toEqual([...titles, "Registration fees"].sort());
  });
});
