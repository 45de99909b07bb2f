/** Why money was not taken, in our words. Every processor's codes are mapped to these. */
export const DECLINE_CODES = [
  "insufficient_funds",
  "limit_exceeded",
  "card_expired",
  "wrong_number",
  "wrong_code",
  "wrong_address",
  "lost_or_stolen",
  "declined_by_bank",
  "authentication_failed",
  "suspected_fraud",
  "not_supported",
  "method_gone",
  "account_closed",
  "account_not_found",
  "account_frozen",
  "debit_not_authorized",
  "payment_stopped",
  "duplicate",
  "bad_amount",
  "canceled",
  "try_later",
  "setup_problem",
] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];

export interface Decline {
  readonly code: DeclineCode;
  /** For the payer and for staff: what happened and what to do. */
  readonly words: string;
  /** No further try with this method can succeed: it must be replaced or repaired first. */
  readonly isMethodInvalid: boolean;
}

const WORDS: Readonly<Record<DeclineCode, string>> = {
  insufficient_funds:
    "There is not enough money in the account. Try again later or use another card or account.",
  limit_exceeded:
    "This is over the limit of the card. Pay with another one, or ask the bank to raise the limit.",
  card_expired: "The card has expired. Enter its new date, or use another card.",
  wrong_number: "The number is not right. Check it and enter it again.",
  wrong_code: "The security code is not right. Check it and enter it again.",
  wrong_address: "The postcode does not match what the bank has on file. Check it and enter it again.",
  lost_or_stolen: "The bank does not accept this card any more. Use another card.",
  declined_by_bank: "The bank declined without saying why. Ask the bank, or use another card or account.",
  authentication_failed: "The bank could not confirm that it was you. Try again, or use another card.",
  suspected_fraud: "The payment was stopped by a fraud check. Ask the bank, or use another card or account.",
  not_supported: "This kind of card or account cannot be used here. Use another one.",
  method_gone: "This card or account is no longer on file. Enter one again.",
  account_closed: "The bank account is closed. Use another account or a card.",
  account_not_found: "The bank does not know this account. Check the routing and account number.",
  account_frozen: "The bank has blocked this account. Use another account or a card.",
  debit_not_authorized:
    "The bank says that this debit was not allowed. Talk to the account's holder before trying again.",
  payment_stopped:
    "The account's holder asked the bank to stop this payment. Talk to them before trying again.",
  duplicate: "The same amount was paid a moment ago. Check the ledger before paying again.",
  bad_amount: "This amount cannot be paid this way. Use another way to pay.",
  canceled: "The payment was given up before it was finished. Pay again if it is still due.",
  try_later: "The bank could not answer just now. Try again in a few minutes.",
  setup_problem:
    "Payments are not set up correctly, so nothing was taken. The school has to check its payment settings.",
};

const INVALID_METHOD: ReadonlySet<DeclineCode> = new Set([
  "card_expired",
  "wrong_number",
  "lost_or_stolen",
  "not_supported",
  "method_gone",
  "account_closed",
  "account_not_found",
  "account_frozen",
  "debit_not_authorized",
]);

export function declineOf(code: DeclineCode): Decline {
  return { code, words: WORDS[code], isMethodInvalid: INVALID_METHOD.has(code) };
}

/** The code that kept words stand for; undefined where they are not of ours. */
export function codeOfWords(words: string): DeclineCode | undefined {
  return DECLINE_CODES.find((code) => WORDS[code] === words);
}
