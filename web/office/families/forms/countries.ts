import { me } from "../../../shared/session.ts";
import type { SelectOption } from "../../../shared/ui/select.tsx";

/** ISO 3166-1; the names come from the browser, in the language of the account. */
const codes =
  "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW".match(
    /../g,
  ) ?? [];

const locale = () => me()?.account.locale ?? "en-US";

export const countryName = (code: string) =>
  new Intl.DisplayNames(locale(), { type: "region" }).of(code) ?? code;

/** The school's own country first, since nearly every family lives there. */
export function countryOptions(): SelectOption[] {
  const names = new Intl.DisplayNames(locale(), { type: "region" });
  const home = me()?.account.phoneRegion;
  const all = codes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale()));
  return [
    { value: "", label: "Not known" },
    ...all.filter(({ value }) => value === home),
    ...all.filter(({ value }) => value !== home),
  ];
}
