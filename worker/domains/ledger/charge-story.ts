import { dateAt } from "../../../tenant-schema/dates.ts";
import { minorDigits } from "../../../tenant-schema/money.ts";
import type { Context } from "../../kernel/context.ts";
import { readerOf } from "../../kernel/language.ts";
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
  const reader = readerOf(ctx);
  const { currency, locale, language } = reader;
  const words = explainWords(currency, minorDigits(currency), locale, language);
  const known = trace as readonly Step[];
  const sentences = explain(known, reader);
  const steps = known.map((step, i) => ({
    text: sentences[i] ?? "",
    before: words.exact(step.before),
    after: words.exact(step.after),
  }));
  const on = pricedAtMs === null ? null : words.date(dateAt(pricedAtMs, ctx.account.timeZone));
  const by = language === "es" ? "Según la tarifa del" : "By the tariff as it was on";
  return { tariff: on === null ? null : `${by} ${on}`, steps };
}
