import { describe, expect, it } from "vitest";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import { casesOf, priceCase } from "./cases.ts";

// How to read a row, and what the codes are: read-family.ts, read-rules.ts.

const PROMOS = `
a percentage                                       | codes=TEN            | Mia A 50 4/4                    | 4500      | rate 5000, promo TEN 4500
an amount                                          | codes=FIVE           | Mia A 50 4/4                    | 4500      | rate 5000, promo FIVE 4500
the percentage first, whatever was asked first     | codes=FIVE,HALF      | Mia A 50 4/4                    | 2000      | rate 5000, promo HALF 2500, promo FIVE 2000
two percentages are both of the full price         | codes=HALF,TEN       | Mia A 50 4/4                    | 2000      | rate 5000, promo HALF 2500, promo TEN 2000
after the discount, still of the full price        | rows=20 codes=HALF   | Mia A 50 4/4                    | 1500      | rate 5000, discount_row r1c1 4000, promo HALF 1500
the full price of a part of the month              | codes=HALF           | Mia A 50 2/4 from=15            | 1250      | rate 5000, proration 2/4 2500, promo HALF 1250
never below zero                                   | codes=HUNDRED        | Mia A 50 4/4                    | 0         | rate 5000, promo HUNDRED 0
a discount and a percentage never below zero       | rows=60 codes=HALF   | Mia A 50 4/4                    | 0         | rate 5000, discount_row r1c1 2000, promo HALF 0
what finds nothing left is not used up             | codes=ALL,FIVE       | Mia A 50 4/4                    | 0         | rate 5000, promo ALL 0
for each enrollment                                | codes=FIVE           | Mia A 50 4/4; Leo B 40 4/4      | 3500 4500 | rate 4000, promo FIVE 3500 / rate 5000, promo FIVE 4500
of one enrollment                                  | -                    | Mia A 50 4/4 code=TEN; Leo B 40 4/4 | 4000 4500 | rate 4000 / rate 5000, promo TEN 4500
asked for twice                                    | codes=TEN            | Mia A 50 4/4 code=TEN           | 4500      | rate 5000, promo TEN 4500
one that does not combine, when it is better       | codes=TEN,SOLO20!    | Mia A 50 4/4                    | 4000      | rate 5000, promo SOLO20! 4000
those that combine, when they are better           | codes=TEN,HALF,SOLO20! | Mia A 50 4/4                  | 2000      | rate 5000, promo HALF 2500, promo TEN 2000
equally good: those that combine                   | codes=TEN,FIVE,SOLO20! | Mia A 50 4/4                  | 4000      | rate 5000, promo TEN 4500, promo FIVE 4000
the better of two that do not combine              | codes=SOLO20!,SOLO8! | Mia A 30 4/4; Leo B 50 4/4      | 4000 2200 | rate 5000, promo SOLO20! 4000 / rate 3000, promo SOLO8! 2200
of another program                                 | codes=DANCE          | Mia A 50 4/4; Mia B 50 4/4 #Dance | 5000 4000 | rate 5000 / rate 5000, promo DANCE 4000
expired                                            | codes=OLD            | Mia A 50 4/4                    | 5000      | rate 5000
on its last day                                    | codes=LASTDAY        | Mia A 50 4/4                    | 4500      | rate 5000, promo LASTDAY 4500
not yet                                            | codes=SOON           | Mia A 50 4/4                    | 5000      | rate 5000
from its first day                                 | codes=SOON on=2026-11-02 | Mia A 50 4/4                | 2500      | rate 5000, promo SOON 2500
half a cent after everything                       | rows=15 codes=TEN    | Mia A 28.50 4/4                 | 2138      | rate 2850, discount_row r1c1 4845/2, promo TEN 4275/2, rounding 2138
a single day                                       | codes=TEN            | Mia A 12/m 1/4 day              | 1080      | rate 1200, per_meeting ×1 1200, promo TEN 1080
autopay                                            | autopay=3            | Mia A 50 4/4                    | 4850      | rate 5000, autopay 4850
autopay, an amount                                 | autopay=$2           | Mia A 50 4/4                    | 4800      | rate 5000, autopay 4800
autopay comes last, off what is left               | rows=10 codes=FIVE autopay=10 | Mia A 50 4/4           | 3600      | rate 5000, discount_row r1c1 4500, promo FIVE 4000, autopay 3600
autopay of nothing                                 | codes=ALL autopay=3  | Mia A 50 4/4                    | 0         | rate 5000, promo ALL 0
`;

const TAXES = `
on top                                             | tax=8.25             | Mia A 50 4/4                    | 5413      | rate 5000, tax +413 5413
on top of what was rounded                         | tax=10 rows=15       | Mia A 28.50 4/4                 | 2665      | rate 2850, discount_row r1c1 4845/2, rounding 2423, tax +242 2665
of a program                                       | tax=Gym:5,8          | Mia A 50 4/4; Mia B 50 4/4 #Dance | 5250 5400 | rate 5000, tax +250 5250 / rate 5000, tax +400 5400
the program before the location                    | tax=@North:7,Gym:5   | Mia A 50 4/4 @North             | 5250      | rate 5000, tax +250 5250
program and location before both                   | tax=@North:7,Gym@North:6,Gym:5,8 | Mia A 50 4/4 @North | 5300      | rate 5000, tax +300 5300
the location before everything                     | tax=8,@North:7       | Mia A 50 4/4 @North #Dance      | 5350      | rate 5000, tax +350 5350
elsewhere                                          | tax=@North:7         | Mia A 50 4/4                    | 5000      | rate 5000
a class that is exempt                             | tax=8                | Mia A 50 4/4 exempt             | 5000      | rate 5000, tax_exempt 5000
exempt although it has its own rate                | tax=8                | Mia A 50 4/4 exempt tax=5       | 5000      | rate 5000, tax_exempt 5000
its own rate                                       | tax=8                | Mia A 50 4/4 tax=5              | 5250      | rate 5000, tax +250 5250
its own rate of nothing                            | tax=8                | Mia A 50 4/4 tax=0              | 5000      | rate 5000
in the price                                       | tax=20 incl          | Mia A 60 4/4                    | 6000      | rate 6000, tax +1000 6000
in the price, half up                              | tax=8.25 incl        | Mia A 50 4/4                    | 5000      | rate 5000, tax +381 5000
in the price, after discounts                      | tax=20 incl rows=10  | Mia A 60 4/4                    | 5400      | rate 6000, discount_row r1c1 5400, tax +900 5400
nothing to tax                                     | tax=20 codes=ALL     | Mia A 60 4/4                    | 0         | rate 6000, promo ALL 0
yen with tax in the price                          | currency=JPY tax=10 incl | Mia A 5000 4/4              | 5000      | rate 5000, tax +455 5000
`;

describe.each([
  ["promo codes and autopay", PROMOS],
  ["tax", TAXES],
])("%s", (_topic, table) => {
  it.each(casesOf(table))("$name", (one) => {
    expect(priceCase(one)).toEqual({ cents: one.cents, trace: one.trace });
  });
});

function priced(rules: string, enrollments: string) {
  const [one] = casesOf(`one | ${rules} | ${enrollments} | 0 | -`);
  return priceFamily(one!.rules, one!.facts);
}

describe("amounts of a line", () => {
  it.each([
    ["tax on top", "tax=10 rows=10", [5000, 500, 4500, 450, 4950]],
    [
      "tax in the price: base and discount are without it",
      "tax=20 incl rows=10",
      [4167, 417, 3750, 750, 4500],
    ],
    ["no tax", "rows=10", [5000, 500, 4500, 0, 4500]],
  ])("%s", (_name, rules, expected) => {
    const { lines, totals } = priced(rules, "Mia A 50 4/4");
    const { baseMinor, discountMinor, netMinor, taxMinor, totalMinor } = lines[0]!;
    expect([baseMinor, discountMinor, netMinor, taxMinor, totalMinor]).toEqual(expected);
    expect(Object.values(totals)).toEqual(expected);
  });

  it("names what it is for, in the order of students and classes", () => {
    const { lines } = priced("-", "Mia Beams 50 4/4; Leo Swim 40 4/4; Leo Diving 30 1/4 day");
    expect(lines.map((line) => [line.description, line.kind, line.enrollmentKind])).toEqual([
      ["Diving, Leo", "tuition", "single_day"],
      ["Swim, Leo", "tuition", "active"],
      ["Beams, Mia", "tuition", "active"],
    ]);
  });
});

it("autopay is off for families who pay so", () => {
  const [one] = casesOf("one | autopay=3 | Mia A 50 4/4 | 0 | -");
  const byHand = { ...one!.facts, isAutopay: false };
  expect(priceFamily(one!.rules, byHand).totals.totalMinor).toBe(5000);
});

describe("early bird", () => {
  it.each([
    ["a percentage of the whole total", "early=10", "Mia A 50 4/4", 5000, 500],
    ["with the tax that would be less", "early=10 tax=8.25", "Mia A 50 4/4", 5413, 542],
    ["with the tax in the price", "early=10 tax=20 incl", "Mia A 60 4/4", 6000, 600],
    ["an amount", "early=$5 tax=10", "Mia A 50 4/4", 5500, 550],
    ["an amount larger than the price", "early=$80", "Mia A 50 4/4", 5000, 5000],
    ["after everything else", "early=10 rows=50 autopay=10", "Mia A 50 4/4", 2250, 225],
    ["rounded in favour of nobody", "early=15", "Mia A 28.50 4/4", 2850, 427],
  ])("%s: the full price is charged", (_name, rules, enrollments, total, discountMinor) => {
    const [line] = priced(rules, enrollments).lines;
    expect(line).toMatchObject({
      totalMinor: total,
      earlyBird: { discountMinor, untilRule: { rule: "days_after_charge", days: 5 } },
    });
  });

  it("is nothing where nothing is paid or less than a cent would be off", () => {
    expect(priced("early=10", "Mia A - 1/4 trial").lines[0]!.earlyBird).toBeNull();
    expect(priced("early=0.01", "Mia A 1 4/4").lines[0]!.earlyBird).toBeNull();
    expect(priced("-", "Mia A 50 4/4").lines[0]!.earlyBird).toBeNull();
  });
});

describe("what becomes of a code", () => {
  it.each([
    ["it was used", "codes=TEN", "Mia A 50 4/4", ["TEN"], []],
    ["it does not exist", "codes=NOPE", "Mia A 50 4/4", [], ["NOPE unknown"]],
    ["it has expired", "codes=OLD", "Mia A 50 4/4", [], ["OLD expired"]],
    ["it is too early", "codes=SOON", "Mia A 50 4/4", [], ["SOON not_yet"]],
    ["of another program", "codes=DANCE", "Mia A 50 4/4", [], ["DANCE other_program"]],
    ["nothing was left", "codes=ALL,FIVE", "Mia A 50 4/4", ["ALL"], ["FIVE nothing_left"]],
    ["nothing was there", "codes=TEN", "Mia A - 1/4 trial", [], ["TEN nothing_left"]],
    [
      "nothing was there for several",
      "codes=TEN,SOLO20!",
      "Mia A - 1/4 trial",
      [],
      ["SOLO20! nothing_left", "TEN nothing_left"],
    ],
    ["another was better", "codes=TEN,SOLO20!", "Mia A 50 4/4", ["SOLO20!"], ["TEN not_combinable"]],
    ["it switches the schedule", "codes=FOURWEEKS", "Mia A 50 4/4", [], ["FOURWEEKS switch_schedule"]],
    ["the schedule is switched", "codes=FOURWEEKS", "Mia A 50 4/4 4w", [], []],
    ["it makes a trial", "codes=TRY", "Mia A 50 4/4", [], ["TRY force_trial"]],
    ["it is a trial", "codes=TRY", "Mia A - 1/4 trial", [], []],
    ["beside one that lowers", "codes=FOURWEEKS,TEN", "Mia A 50 4/4", ["TEN"], ["FOURWEEKS switch_schedule"]],
  ])("%s", (_name, rules, enrollments, used, told) => {
    const { lines, notices } = priced(rules, enrollments);
    expect(lines.map((line) => line.promoIds)).toEqual([used]);
    expect(notices.map(({ promoId, notice }) => `${promoId} ${notice}`)).toEqual(told);
  });

  it("names the schedule to switch to", () => {
    expect(priced("codes=FOURWEEKS", "Mia A 50 4/4").notices).toEqual([
      { promoId: "FOURWEEKS", enrollmentId: "e1", notice: "switch_schedule", scheduleId: "4w" },
    ]);
  });
});
