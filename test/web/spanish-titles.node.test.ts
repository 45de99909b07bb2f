import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { classesTitle, HOUSE_TITLES_ES, houseTitleEs } from "../../worker/domains/ledger/values.ts";
import { methodName } from "../../worker/domains/payments/method-queries.ts";

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
    const others = {
      "checkout/plan-charges.ts": "Registration fees",
      "payments/book-attempt.ts": "Card payment",
    };
    for (const [file, title] of Object.entries(others)) {
      expect(readFileSync(join(DOMAINS, file), "utf8")).toContain(`"${title}"`);
    }
    expect([...HOUSE_TITLES_ES.keys()].sort()).toEqual([...titles, ...Object.values(others)].sort());
  });

  it.each([
    [
      "re-rating/book-re-rating.ts",
      "}, adjusted`",
      "Tumbling 2, Ana Núñez, adjusted",
      "Tumbling 2, Ana Núñez, ajustado",
    ],
    ["billing-runs/kinds/late.ts", "} times`", "Late fee, 3 times", "Late fee, 3 veces"],
  ])("is said in Spanish also where %s adds to it", (file, code, stored, spanish) => {
    expect(readFileSync(join(DOMAINS, file), "utf8")).toContain(code);
    expect(houseTitleEs(stored)).toBe(spanish);
  });

  it("names in Spanish what a payment was made with, and leaves the words of the school alone", () => {
    const bank = methodName({ kind: "bank", brand: null, last4: "6789" });
    expect(houseTitleEs(bank)).toBe(methodName({ kind: "bank", brand: null, last4: "6789" }, "es"));
    expect(houseTitleEs("Credit, adjusted")).toBe("Abono, ajustado");
    expect(houseTitleEs("Visa ending in 1111")).toBe("Visa terminada en 1111");
    expect(houseTitleEs(classesTitle("2026-11-01"))).toBe("Clases, noviembre de 2026");
    for (const own of ["Tuition November 2026", "Classes, Group 2026", "Adjusted by hand", "constructor"])
      expect(houseTitleEs(own)).toBe(own);
  });
});
