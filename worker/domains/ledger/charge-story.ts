import { dateAt } from "../../../tenant-schema/dates.ts";
import { minorDigits } from "../../../tenant-schema/money.ts";
import type { Context } from "../../kernel/context.ts";
import { explain } from "../pricing/explain.ts";
import { explainWords } from "../pricing/explain-words.ts";
import type { Step } from "../pricing/priced.ts";
import type { PriceStory } from "./price-story.ts";

/** A price in sentences, as its trace tells it, whatever the tariff says by now; null for a line typed by hand. */
export function storyOf(
  ctx: Context,
  trace: readonly unknown[] | null,
  pricedAtMs: number | null,
): PriceStory | null {
  if (trace === null || trace.length === 0) return null;
  const { currency, locale } = ctx.account;
  const words = explainWords(currency, minorDigits(currency), locale);
  const known = trace as readonly Step[];
  const sentences = explain(known, { currency, locale });
  const steps = known.map((step, i) => ({
    text: sentences[i] ?? "",
    before: words.exact(step.before),
    after: words.exact(step.after),
  }));
  const tariff =
    pricedAtMs === null
      ? null
      : `By the tariff as it was on ${words.date(dateAt(pricedAtMs, ctx.account.timeZone))}`;
  return { tariff, steps };
}
