export const METHODS: Readonly<Record<string, string>> = {
  card: "Card",
  echeck: "eCheck",
  terminal: "Terminal",
  cash: "Cash",
  check: "Check",
  gift: "Gift card",
  coupon: "Coupon",
  house: "House credit",
  other: "Other credit",
};

/** In the order of a bank statement: what comes in by itself, then what somebody carries there. */
export const MONEY_METHODS = ["card", "echeck", "terminal", "cash", "check"] as const;
export const CREDIT_METHODS = ["gift", "coupon", "house", "other"] as const;

/** What a movement of money is called. */
export const MOVES: Readonly<Record<string, string>> = {
  payment: "Payment",
  settlement: "Payment",
  payment_void: "Voided",
  return: "Returned by the bank",
  refund: "Refund",
  refund_failed: "Refund failed",
  dispute: "Disputed",
  dispute_won: "Dispute won",
  credit: "Credit",
  credit_void: "Credit voided",
};

/** Movements of real money between a family's account and the school, by the day they count for. */
export const MONEY_MOVES = [
  "payment",
  "payment_void",
  "return",
  "refund",
  "refund_failed",
  "dispute",
  "dispute_won",
];
export const CREDIT_MOVES = ["credit", "credit_void"];

export const STATUSES: Readonly<Record<string, string>> = {
  pending: "Pending",
  settled: "Settled",
  returned: "Returned",
  voided: "Voided",
};
