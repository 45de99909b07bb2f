/** How a price came about, in words that need no rules to be read; amounts as they are written. */
export interface PriceStory {
  /** By which version of the tariff. */
  readonly tariff: string | null;
  readonly steps: readonly { readonly text: string; readonly before: string; readonly after: string }[];
}
