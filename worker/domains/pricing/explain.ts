import { minorDigits } from "../../../tenant-schema/money.ts";
import type { Reader } from "../../kernel/language.ts";
import { explainDiscount, wordOfSpecial } from "./explain-discount.ts";
import { explainStepEs } from "./explain-es.ts";
import { type ExplainWords, explainWords } from "./explain-words.ts";
import type { BilledLength, Step } from "./priced.ts";
import type { BillingCycle, RateBasis, TierTable } from "./rules.ts";

/** One short sentence for each step of a trace, in its order. */
export function explain(trace: readonly Step[], { currency, locale, language }: Reader): string[] {
  const words = explainWords(currency, minorDigits(currency), locale, language);
  const sentence = language === "es" ? explainStepEs : explainStep;
  return trace.map((step) => sentence(step, words));
}

const PER: Readonly<Record<RateBasis, string>> = {
  flat: "a period",
  per_hour: "an hour",
  per_slot: "a meeting",
};

const WHOLE: Readonly<Record<BillingCycle, string>> = {
  month_session: "of the period",
  calendar_month: "of the whole month",
  four_weeks: "of a month of four weeks",
};

function explainStep(step: Step, words: ExplainWords): string {
  const { money, many, date, percent } = words;
  switch (step.rule) {
    case "rate":
      return `Tuition “${step.name}”: ${money(step.after)} ${PER[step.basis]}`;
    case "tier":
      return `Tuition “${step.name}” for ${tierCount(step.axis, step.count, words)} a week of the ${step.scope}: ${money(step.after)} ${PER[step.basis]} (row ${step.row})`;
    case "no_rate":
      return "No tuition is set for this class";
    case "free":
      return step.kind === "trial" ? "A trial is free" : "A makeup is free";
    case "override": {
      const until = step.expiresOn ? `, for periods that begin by ${date(step.expiresOn)}` : "";
      return `Agreed price: ${money(step.after)}${until}${step.reason ? ` (${step.reason})` : ""}`;
    }
    case "override_expired":
      return `The agreed price ended on ${date(step.expiresOn)}`;
    case "per_meeting":
      return `${many(step.meetings, "meeting")} × ${money(step.before)}${notBilled(step.blackedOut, words)}`;
    case "per_hour":
      return `${hours(step.minutes, words)} in ${many(step.meetings, "meeting")}${lengths(step.lengths, words)} × ${money(step.before)}${notBilled(step.blackedOut, words)}`;
    case "fifth_week":
      return `A month counts as four weeks: ${many(step.meetings, "meeting")} more at no charge`;
    case "proration":
      return `${step.meetings} of the ${many(step.of, "meeting")} ${WHOLE[step.cycle]}${span(step, words)}`;
    case "blackout":
      return `${many(step.blackedOut, "meeting")} not billed: ${step.meetings} of ${step.of} left`;
    case "blackout_spread":
      return `${many(step.blackedOut, "meeting")} blacked out; the price is for those that are left`;
    case "no_proration":
      return "This class is charged whole";
    case "no_meetings":
      return "No meeting while enrolled in this period";
    case "cancelled":
      return `${many(step.meetings, "cancelled meeting")}: the price stays`;
    case "discount_row":
      return explainDiscount(step, words);
    case "special":
      return `${wordOfSpecial(step.special)}: ${words.off(step.off)} (“${step.schedule}”)`;
    case "promo":
      return `Code ${step.code}, “${step.name}”: ${words.off(step.off)}${step.off.kind === "percent" ? " the full price" : ""}`;
    case "autopay":
      return `Paid automatically: ${words.off(step.off)}`;
    case "rounding":
      return `${words.exact(step.before)} is rounded to ${money(step.after)}`;
    case "tax": {
      const name = step.name ? `Tax “${step.name}”` : "Tax of this class";
      return step.isInclusive
        ? `${name}, ${percent(step.rateBp)}: ${money(step.taxMinor)} is in the price`
        : `${name}, ${percent(step.rateBp)}: ${money(step.taxMinor)}`;
    }
    case "tax_exempt":
      return "This class is exempt from tax";
  }
}

function tierCount(axis: TierTable["axis"], count: number, words: ExplainWords): string {
  if (axis === "hours") return hours(count, words);
  return axis === "classes" ? words.many(count, "class") : words.many(count, "slot");
}

function hours(minutes: number, { number }: ExplainWords): string {
  return minutes === 60 ? "1 hour" : `${number(minutes / 60)} hours`;
}

function lengths(billed: readonly BilledLength[] | undefined, words: ExplainWords): string {
  if (!billed) return "";
  const parts = billed.map(({ meetings, minutes, startsOn }) => {
    const from = startsOn ? ` from ${words.date(startsOn)}` : "";
    return `${words.number(meetings)} of ${words.number(minutes)} minutes${from}`;
  });
  return ` (${parts.join(", ")})`;
}

function notBilled(meetings: number, { many }: ExplainWords): string {
  return meetings > 0 ? ` (${many(meetings, "meeting")} not billed)` : "";
}

function span(
  { startsOn, endsOn }: { readonly startsOn: string | null; readonly endsOn: string | null },
  { date }: ExplainWords,
): string {
  const parts = [
    ...(startsOn ? [`starts on ${date(startsOn)}`] : []),
    ...(endsOn ? [`ends on ${date(endsOn)}`] : []),
  ];
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}
