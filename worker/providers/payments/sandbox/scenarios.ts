import type { DeclineCode } from "../declines.ts";

/** What a test card or account does, now and in the days after. */
export interface Scenario {
  readonly name: string;
  readonly says: string;
  /** Refused when it is typed, before anything is saved or charged. */
  readonly refusedWhenSaved?: DeclineCode;
  readonly declines?: DeclineCode;
  readonly asksPayer?: true;
  /** The processor does not answer the first time: before it took the money, or after. */
  readonly dies?: "before" | "after";
  readonly disputed?: true;
  readonly refundFails?: true;
  /** For an eCheck: what happens instead of settling, or after it. */
  readonly returns?: { readonly code: DeclineCode; readonly isLate: boolean };
  readonly staysPending?: true;
  /** A bank account that is saved only when somebody checked it. */
  readonly needsCheck?: true;
}

export interface TestCard extends Scenario {
  readonly number: string;
}
export interface TestAccount extends Scenario {
  readonly accountNumber: string;
}

/** Any routing number with a right check digit will do; this is one. */
export const TEST_ROUTING_NUMBER = "110000000";

const card = (digits: string, scenario: Scenario): TestCard => ({
  number: withCheckDigit(digits),
  ...scenario,
});

export const TEST_CARDS: readonly TestCard[] = [
  card("411111111111111", { name: "good", says: "is charged" }),
  card("555555555555444", { name: "good_too", says: "is charged" }),
  card("410000000000001", {
    name: "declined",
    says: "is declined by the bank",
    declines: "declined_by_bank",
  }),
  card("410000000000002", {
    name: "insufficient",
    says: "has not enough money",
    declines: "insufficient_funds",
  }),
  card("410000000000003", { name: "expired", says: "has expired", declines: "card_expired" }),
  card("410000000000004", { name: "lost", says: "was reported lost", declines: "lost_or_stolen" }),
  card("410000000000005", {
    name: "fraud",
    says: "is stopped by a fraud check",
    declines: "suspected_fraud",
  }),
  card("410000000000006", { name: "try_later", says: "cannot be asked just now", declines: "try_later" }),
  card("410000000000007", { name: "asks_payer", says: "asks the payer to confirm", asksPayer: true }),
  card("410000000000008", {
    name: "dies_before",
    says: "processor dies before it takes the money",
    dies: "before",
  }),
  card("410000000000009", {
    name: "dies_after",
    says: "processor dies after it took the money",
    dies: "after",
  }),
  card("410000000000010", {
    name: "disputed",
    says: "is charged, and disputed two days later",
    disputed: true,
  }),
  card("410000000000011", {
    name: "refund_fails",
    says: "is charged; a refund fails a day later",
    refundFails: true,
  }),
  card("410000000000012", {
    name: "wrong_code",
    says: "cannot be saved: wrong security code",
    refusedWhenSaved: "wrong_code",
  }),
];

export const TEST_ACCOUNTS: readonly TestAccount[] = [
  { accountNumber: "000100", name: "settles", says: "settles after four days" },
  {
    accountNumber: "000101",
    name: "no_money",
    says: "is returned after two days: not enough money",
    returns: { code: "insufficient_funds", isLate: false },
  },
  {
    accountNumber: "000102",
    name: "closed",
    says: "is returned after two days: account closed",
    returns: { code: "account_closed", isLate: false },
  },
  {
    accountNumber: "000103",
    name: "unknown",
    says: "is returned after two days: no such account",
    returns: { code: "account_not_found", isLate: false },
  },
  {
    accountNumber: "000104",
    name: "late_return",
    says: "settles, and is returned ten days later: not allowed by the holder",
    returns: { code: "debit_not_authorized", isLate: true },
  },
  {
    accountNumber: "000105",
    name: "pending",
    says: "stays pending until somebody settles it",
    staysPending: true,
  },
  {
    accountNumber: "000106",
    name: "checked_first",
    says: "waits until somebody checked it",
    needsCheck: true,
  },
  {
    accountNumber: "000107",
    name: "dies_before_debit",
    says: "processor dies before the debit",
    dies: "before",
  },
  {
    accountNumber: "000108",
    name: "dies_after_debit",
    says: "processor dies after the debit",
    dies: "after",
  },
];

const GOOD: Scenario = { name: "good", says: "is charged" };

/** The scenario that was noted with a method. */
export function scenarioNamed(name: string): Scenario {
  return [...TEST_CARDS, ...TEST_ACCOUNTS].find((scenario) => scenario.name === name) ?? GOOD;
}

export function findCard(number: string): TestCard | null {
  return TEST_CARDS.find((known) => known.number === number) ?? null;
}

export function findAccount(accountNumber: string): TestAccount | null {
  return TEST_ACCOUNTS.find((known) => known.accountNumber === accountNumber) ?? null;
}

export function brandOf(number: string): string {
  const brands: Readonly<Record<string, string>> = {
    "3": "amex",
    "4": "visa",
    "5": "mastercard",
    "6": "discover",
  };
  return brands[number[0] ?? ""] ?? "card";
}

/** The check digit that every card number ends with. */
export function isCardNumber(number: string): boolean {
  return /^\d{12,19}$/.test(number) && withCheckDigit(number.slice(0, -1)) === number;
}

/** The check digit of American routing numbers: weights 3, 7, 1. */
export function isRoutingNumber(number: string): boolean {
  if (!/^\d{9}$/.test(number)) return false;
  const weights = [3, 7, 1];
  const sum = [...number].reduce((total, digit, at) => total + Number(digit) * (weights[at % 3] ?? 0), 0);
  return sum > 0 && sum % 10 === 0;
}

function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
