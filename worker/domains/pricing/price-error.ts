/** A number that must not be priced; `field` is its path in the rules or the facts. */
export class PriceError extends RangeError {
  override readonly name = "PriceError";
  readonly field: string;

  constructor(field: string, problem: string) {
    super(`${field} ${problem}`);
    this.field = field;
  }
}
