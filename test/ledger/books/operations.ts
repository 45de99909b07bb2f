import fc from "fast-check";

// What may happen to the books, with numbers that are made to fit whatever is there.

const minor = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 20_000 }));
const pick = fc.nat({ max: 999 });
const family = fc.nat({ max: 2 });
const daysBack = fc.oneof(fc.constant(0), fc.nat({ max: 6 }));
/** In hundredths of what is there; above 100 asks for too much. */
const share = fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 104 }));

const charge = fc.record({
  op: fc.constant("charge" as const),
  family,
  lines: fc.array(fc.record({ base: minor, off: fc.nat({ max: 50 }), isTaxed: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  }),
  offset: fc.integer({ min: -8, max: 12 }),
  dueDays: fc.nat({ max: 40 }),
});
const applyTo = fc.oneof(
  fc.constant({ kind: "oldest" as const }),
  fc.constant({ kind: "account" as const }),
  fc.record({
    kind: fc.constant("lines" as const),
    picks: fc.array(fc.tuple(pick, share), { minLength: 1, maxLength: 2 }),
  }),
);
const pay = fc.record({
  op: fc.constantFrom("pay" as const, "credit" as const),
  family,
  minor,
  daysBack,
  applyTo,
});
const refund = fc.record({
  op: fc.constant("refund" as const),
  pick,
  share,
  daysBack,
  method: fc.constantFrom("cash" as const, "check" as const, "terminal" as const, "recorded" as const),
});
const allocate = fc.record({ op: fc.constant("allocate" as const), pick, line: pick, share });
const deallocate = fc.record({ op: fc.constant("deallocate" as const), pick, line: pick, share });
const reallocate = fc.record({ op: fc.constant("reallocate" as const), pick, line: pick, to: pick, share });
const voids = fc.record({
  op: fc.constantFrom("voidCharge" as const, "voidLine" as const, "voidPayment" as const),
  pick,
});
const applyCredits = fc.record({ op: fc.constant("applyCredits" as const), family });
const pass = fc.record({ op: fc.constant("pass" as const), days: fc.integer({ min: 1, max: 9 }) });
const lock = fc.record({ op: fc.constant("lock" as const), daysBack: fc.integer({ min: 0, max: 20 }) });
const night = fc.record({ op: fc.constant("night" as const) });

export const operation = fc.oneof(
  { weight: 6, arbitrary: charge },
  { weight: 6, arbitrary: pay },
  { weight: 3, arbitrary: refund },
  { weight: 4, arbitrary: allocate },
  { weight: 3, arbitrary: deallocate },
  { weight: 2, arbitrary: reallocate },
  { weight: 3, arbitrary: voids },
  { weight: 2, arbitrary: applyCredits },
  { weight: 3, arbitrary: pass },
  { weight: 1, arbitrary: lock },
  { weight: 1, arbitrary: night },
);
export type Operation = typeof operation extends fc.Arbitrary<infer Op> ? Op : never;
export type Pay = Extract<Operation, { op: "pay" | "credit" }>;
