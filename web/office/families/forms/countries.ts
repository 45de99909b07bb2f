import { me } from "../../../shared/session.ts";
import type { SelectOption } from "../../../shared/ui/select.tsx";

/** ISO 3166-1; the names come from the browser, in the language of the account. */
const codes =
  "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW".match(
    /../g,
  ) ?? [];

const locale = () => me()?.account.locale ?? "en-US";

let names: Intl.DisplayNames | undefined;

/** Made once: the browser takes as long over it as over a section of a page. */
function regionNames() {
  if (names?.resolvedOptions().locale !== locale())
    names = new Intl.DisplayNames(locale(), { type: "region" });
  return names;
}

export const countryName = (code: string) => regionNames().of(code) ?? code;

/** The school's own country first, since nearly every family lives there. */
export function countryOptions(): SelectOption[] {
  const known = regionNames();
  const home = me()?.account.phoneRegion;
  const all = codes
    .map((value) => ({ value, label: known.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale()));
  return [
    { value: "", label: "Not known" },
    ...all.filter(({ value }) => value === home),
    ...all.filter(({ value }) => value !== home),
  ];
}
