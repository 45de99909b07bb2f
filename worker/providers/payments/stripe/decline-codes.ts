import type { DeclineCode } from "../declines.ts";

/** The processor's decline, error and bank failure codes, each as one of ours. */
const CODES: Readonly<Record<DeclineCode, readonly string[]>> = {
  insufficient_funds: ["insufficient_funds"],
  limit_exceeded: [
    "card_velocity_exceeded",
    "withdrawal_count_limit_exceeded",
    "charge_exceeds_source_limit",
    "charge_exceeds_transaction_limit",
    "card_decline_rate_limit_exceeded",
    "payment_intent_rate_limit_exceeded",
  ],
  card_expired: [
    "expired_card",
    "expired_payment_method",
    "invalid_expiry_month",
    "invalid_expiry_year",
    "new_account_information_available",
  ],
  wrong_number: [
    "incorrect_number",
    "invalid_number",
    "account_number_invalid",
    "routing_number_invalid",
    "bank_account_bad_routing_numbers",
  ],
  wrong_code: ["incorrect_cvc", "invalid_cvc", "incorrect_pin", "invalid_pin", "pin_try_exceeded"],
  wrong_address: ["incorrect_zip", "incorrect_postal_code", "incorrect_address", "postal_code_invalid"],
  lost_or_stolen: ["lost_card", "stolen_card", "pickup_card"],
  declined_by_bank: [
    "generic_decline",
    "card_declined",
    "do_not_honor",
    "do_not_try_again",
    "call_issuer",
    "refer_to_customer",
    "no_action_taken",
    "approve_with_id",
    "security_violation",
    "bank_account_declined",
    "payment_method_customer_decline",
    "payment_method_provider_decline",
    "payment_intent_payment_attempt_failed",
    "setup_attempt_failed",
    "testmode_decline",
  ],
  authentication_failed: [
    "authentication_required",
    "payment_intent_authentication_failure",
    "setup_intent_authentication_failure",
    "mobile_device_authentication_required",
    "offline_pin_required",
    "online_or_offline_pin_required",
    "three_d_secure_authentication_not_supported",
  ],
  suspected_fraud: ["fraudulent", "merchant_blacklist", "request_blocked"],
  not_supported: [
    "card_not_supported",
    "currency_not_supported",
    "invalid_card_type",
    "not_permitted",
    "restricted_card",
    "service_not_allowed",
    "transaction_not_allowed",
    "payment_method_unsupported_type",
    "payment_method_currency_mismatch",
    "payment_method_restricted",
  ],
  method_gone: [
    "payment_method_unexpected_state",
    "payment_method_not_available",
    "token_already_used",
    "setup_intent_unexpected_state",
  ],
  account_closed: ["account_closed", "bank_account_closed"],
  account_not_found: [
    "no_account",
    "invalid_account",
    "incorrect_account_details",
    "bank_account_unusable",
    "bank_account_unverified",
    "bank_account_verification_failed",
    "payment_method_microdeposit_failed",
    "payment_method_microdeposit_verification_attempts_exceeded",
    "payment_method_microdeposit_verification_timeout",
  ],
  account_frozen: ["bank_account_restricted", "payment_method_bank_account_blocked"],
  debit_not_authorized: [
    "debit_not_authorized",
    "customer_initiated",
    "payment_intent_mandate_invalid",
    "setup_intent_mandate_invalid",
    "billing_invalid_mandate",
    "revocation_of_authorization",
    "revocation_of_all_authorizations",
  ],
  payment_stopped: ["stop_payment_order", "payment_stopped"],
  duplicate: ["duplicate_transaction"],
  bad_amount: ["amount_too_small", "amount_too_large", "invalid_amount", "invalid_charge_amount"],
  canceled: ["payment_intent_payment_attempt_expired", "setup_intent_setup_attempt_expired"],
  try_later: [
    "processing_error",
    "issuer_not_available",
    "reenter_transaction",
    "try_again_later",
    "bank_cannot_process",
    "payment_method_provider_timeout",
    "three_d_secure_authentication_upstream_error",
  ],
  setup_problem: [
    "payment_method_unactivated",
    "payment_intent_invalid_parameter",
    "capability_not_active",
    "testmode_charges_only",
    "livemode_mismatch",
    "secret_key_required",
    "api_key_expired",
  ],
};

const OURS: ReadonlyMap<string, DeclineCode> = new Map(
  Object.entries(CODES).flatMap(([ours, theirs]) =>
    theirs.map((code) => [code, ours as DeclineCode] as const),
  ),
);

/** The first of the codes that we know; the most telling one comes first. */
export function declineCodeOf(
  codes: readonly (string | null | undefined)[],
  otherwise: DeclineCode = "declined_by_bank",
): DeclineCode {
  for (const code of codes) {
    const ours = code ? OURS.get(code) : undefined;
    if (ours) return ours;
  }
  return otherwise;
}
