import { me } from "../../shared/session.ts";
import type { SelectOption } from "../../shared/ui/select.tsx";

// ISO 3166-1 alpha-2, without places that nobody lives in.
const COUNTRIES =
  "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".split(
    " ",
  );
const LOCALES =
  "en-US en-GB en-CA en-AU en-NZ en-IE en-ZA en-IN es-US es-ES es-MX es-AR fr-FR fr-CA fr-BE fr-CH de-DE de-AT de-CH it-IT it-CH pt-BR pt-PT nl-NL nl-BE sv-SE nb-NO da-DK fi-FI pl-PL cs-CZ hu-HU ro-RO el-GR tr-TR uk-UA he-IL ar-AE hi-IN ja-JP ko-KR zh-CN zh-TW vi-VN th-TH".split(
    " ",
  );

const language = () => me()?.account.locale ?? "en";

const named = (codes: string[], type: "region" | "language"): SelectOption[] => {
  const names = new Intl.DisplayNames([language(), "en"], { type });
  return codes
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, language()));
};

export const countryOptions = (): SelectOption[] => [
  { value: "", label: "–" },
  ...named(COUNTRIES, "region"),
];

export const countryName = (code: string) =>
  new Intl.DisplayNames([language(), "en"], { type: "region" }).of(code) ?? code;

/** For settings that need one: no empty choice. */
export const regionOptions = () => named(COUNTRIES, "region");

/** The usual ones, and whatever is set already. */
export function localeOptions(current: string): SelectOption[] {
  return named(LOCALES.includes(current) ? LOCALES : [current, ...LOCALES], "language");
}

/** "America/Chicago" reads as "Chicago, America"; the list is the browser's own. */
export function timeZoneOptions(current: string): SelectOption[] {
  const all = Intl.supportedValuesOf("timeZone");
  const zones = all.includes(current) ? all : [current, ...all];
  return zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}
