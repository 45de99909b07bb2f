import type { CartFee } from "../../../worker/domains/cart/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { school } from "../portal.ts";
import { cartWords } from "../words/cart.ts";
import { classPageWords } from "../words/class-page.ts";

/** Why a fee is charged and how its amount came about: “a child · once a year · Northside · $2.19 tax in it”. */
export function feeNote({ per, months, locationId, taxMinor }: CartFee): string {
  const page = classPageWords();
  const { locations } = school();
  const place = locations.length > 1 ? locations.find(({ id }) => id === locationId)?.name : undefined;
  return [
    per === "family" ? page.perFamily : page.perChild,
    months === null ? page.once : page.yearly(months),
    place,
    taxMinor > 0 ? cartWords().withTax(formats().money(taxMinor)) : undefined,
  ]
    .filter(Boolean)
    .join(" · ");
}
