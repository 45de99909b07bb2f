import { describe, expect, it } from "vitest";
import { explain } from "../../worker/domains/pricing/explain.ts";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import { casesOf } from "./cases.ts";

/** The sentences of the first line: by student, then class. */
function told(rules: string, enrollments: string, locale = "en-US", language?: "es"): string[] {
  const [one] = casesOf(`one | ${rules} | ${enrollments} | 0 | -`);
  const { lines, currency } = priceFamily(one!.rules, one!.facts);
  return explain(lines[0]!.trace, { currency, locale, language });
}

describe("a trace in words", () => {
  it.each([
    [
      "second class",
      "rows=0,10",
      "Mia A 40 4/4; Mia B 50 4/4",
      ["Tuition “40”: $40.00 a period", "2nd class of the family: 10 % off (row 2 of “Family”)"],
    ],
    [
      "half a cent",
      "rows=0,15",
      "Mia A 28.50 4/4; Mia B 50 4/4",
      [
        "Tuition “28.50”: $28.50 a period",
        "2nd class of the family: 15 % off (row 2 of “Family”)",
        "$24.225 is rounded to $24.23",
      ],
    ],
    [
      "a part of the month with a blackout",
      "-",
      "Mia A 60 2/4 from=15 to=22 b1:1",
      [
        "Tuition “60”: $60.00 a period",
        "2 of the 4 meetings of the period (starts on Nov 15, 2026, ends on Nov 22, 2026)",
        "1 meeting not billed: 1 of 4 left",
      ],
    ],
    [
      "the period begins with it",
      "-",
      "Mia A 60 1/4 from=1 to=8",
      ["Tuition “60”: $60.00 a period", "1 of the 4 meetings of the period (ends on Nov 8, 2026)"],
    ],
    [
      "the period ends with it",
      "-",
      "Mia A 60 2/4 from=15 to=30",
      ["Tuition “60”: $60.00 a period", "2 of the 4 meetings of the period (starts on Nov 15, 2026)"],
    ],
    [
      "calendar month",
      "-",
      "Mia A 50 1/2of4 cal",
      ["Tuition “50”: $50.00 a period", "1 of the 4 meetings of the whole month"],
    ],
    [
      "four weeks",
      "-",
      "Mia A 50 5/5 4w",
      ["Tuition “50”: $50.00 a period", "A month counts as four weeks: 1 meeting more at no charge"],
    ],
    [
      "by the hour",
      "-",
      "Mia A 20/h 3/4x90 b1:1",
      ["Tuition “20/h”: $20.00 an hour", "3 hours in 2 meetings × $20.00 (1 meeting not billed)"],
    ],
    ["per meeting", "-", "Mia A 12/m 3/4", ["Tuition “12/m”: $12.00 a meeting", "3 meetings × $12.00"]],
    [
      "tier",
      "-",
      "Mia A hours:1=20,*=18/h 4/4x90",
      [
        "Tuition “hours:1=20,*=18/h” for 1.5 hours a week of the student: $18.00 an hour (row 2)",
        "6 hours in 4 meetings × $18.00",
      ],
    ],
    [
      "an agreed price",
      "-",
      "Mia A 50 4/4 =40<2026-12-31",
      ["Agreed price: $40.00, for periods that begin by Dec 31, 2026 (Scholarship)"],
    ],
    [
      "an agreed price that ended",
      "-",
      "Mia A 50 4/4 =40<2026-10-31",
      ["The agreed price ended on Oct 31, 2026", "Tuition “50”: $50.00 a period"],
    ],
    [
      "per student and column",
      "rows=0:10 axis=student",
      "Leo A 40 4/4; Mia B 50 4/4",
      [
        "Tuition “40”: $40.00 a period",
        "1st class of the student, 2nd student: 10 % off (row 1, column 2 of “Family”)",
      ],
    ],
    [
      "in total",
      "rows=0:0,0:20 axis=total students=total",
      "Leo A 40 4/4; Mia B 50 4/4",
      [
        "Tuition “40”: $40.00 a period",
        "2 classes in the family, 2 students: 20 % off (row 2, column 2 of “Family”)",
      ],
    ],
    [
      "hours",
      "rows=0,$5 unit=hours",
      "Mia A 40 4/4x75",
      [
        "Tuition “40”: $40.00 a period",
        "1.25 hours a week of the family with this class: $5.00 off (row 2 of “Family”)",
      ],
    ],
    [
      "special, code, autopay, tax",
      "special=employee:12.5 codes=FIVE,HALF autopay=3 tax=8.25",
      "Mia A 100 4/4 employee",
      [
        "Tuition “100”: $100.00 a period",
        "Employee: 12.5 % off (“Family”)",
        "Code HALF, “Flyer”: 50 % off the full price",
        "Code FIVE, “Flyer”: $5.00 off",
        "Paid automatically: 3 % off",
        "$31.525 is rounded to $31.53",
        "Tax “Sales tax”, 8.25 %: $2.60",
      ],
    ],
    [
      "tax in the price, cancelled",
      "tax=20 incl",
      "Mia A 60 4/4 c1",
      [
        "Tuition “60”: $60.00 a period",
        "1 cancelled meeting: the price stays",
        "Tax “Sales tax”, 20 %: $10.00 is in the price",
      ],
    ],
    [
      "exempt",
      "tax=8",
      "Mia A 50 4/4 exempt",
      ["Tuition “50”: $50.00 a period", "This class is exempt from tax"],
    ],
    [
      "its own rate",
      "-",
      "Mia A 50 4/4 tax=5",
      ["Tuition “50”: $50.00 a period", "Tax of this class, 5 %: $2.50"],
    ],
    [
      "spread",
      "blackouts=spread",
      "Mia A 50 4/4 b2",
      ["Tuition “50”: $50.00 a period", "2 meetings blacked out; the price is for those that are left"],
    ],
    ["whole", "-", "Mia A 50 1/4 whole", ["Tuition “50”: $50.00 a period", "This class is charged whole"]],
    [
      "never there",
      "-",
      "Mia A 50 0/4",
      ["Tuition “50”: $50.00 a period", "No meeting while enrolled in this period"],
    ],
    ["free", "-", "Mia A - 1/4 trial", ["A trial is free"]],
    ["a makeup", "-", "Mia A - 1/4 makeup", ["A makeup is free"]],
    ["no tuition", "-", "Mia A - 4/4", ["No tuition is set for this class"]],
  ])("%s", (_name, rules, enrollments, sentences) => {
    expect(told(rules, enrollments)).toEqual(sentences);
  });

  it("is told in Spanish as well", () => {
    expect(told("rows=0,15", "Mia A 28.50 4/4; Mia B 50 4/4", "es-US", "es")).toEqual([
      "Cuota «28.50»: $28.50 por periodo",
      "2.ª clase de la familia: 15 % de descuento (fila 2 de «Family»)",
      "$24.225 se redondea a $24.23",
    ]);
    expect(told("-", "Mia A 60 2/4 from=15 to=22 b1:1", "es-US", "es")).toEqual([
      "Cuota «60»: $60.00 por periodo",
      "2 de 4 sesiones del periodo (empieza el 15 nov 2026, termina el 22 nov 2026)",
      "1 sesión sin cobrar: quedan 1 de 4",
    ]);
  });

  it("writes amounts as the currency and the reader do", () => {
    expect(told("currency=JPY", "Mia A 5000 1/3 from=20", "ja-JP").at(-1)).toBe(
      "￥1,666.667 is rounded to ￥1,667",
    );
    expect(told("currency=EUR rows=12.5", "Mia A 1250.50 4/4", "de-DE")).toEqual([
      "Tuition “1250.50”: 1.250,50\u00a0€ a period",
      "1st class of the family: 12,5 % off (row 1 of “Family”)",
      "1.094,1875\u00a0€ is rounded to 1.094,19\u00a0€",
    ]);
    expect(told("currency=KWD", "Mia A 15.250 1/4", "en-GB").at(-1)).toMatch(
      /3\.8125 is rounded to .*3\.813$/,
    );
  });
});
