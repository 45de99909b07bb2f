/** The calling codes whose numbers we can group without shipping a numbering plan; all others are shown in threes. */
const groups: Record<string, { code: string; pattern: RegExp; national: string }> = {
  US: { code: "1", pattern: /^(\d{3})(\d{3})(\d{4})$/, national: "($1) $2-$3" },
  CA: { code: "1", pattern: /^(\d{3})(\d{3})(\d{4})$/, national: "($1) $2-$3" },
  GB: { code: "44", pattern: /^(\d{4})(\d{3})(\d{3})$/, national: "0$1 $2 $3" },
  AU: { code: "61", pattern: /^(\d)(\d{4})(\d{4})$/, national: "0$1 $2 $3" },
  NZ: { code: "64", pattern: /^(\d{2})(\d{3})(\d{3,4})$/, national: "0$1 $2 $3" },
  IE: { code: "353", pattern: /^(\d{2})(\d{3})(\d{4})$/, national: "0$1 $2 $3" },
  DE: { code: "49", pattern: /^(\d{3})(\d{3,8})$/, national: "0$1 $2" },
};

/** A number of the school's own country reads as it is dialled there, any other with its country code. */
export function formatPhone(e164: string, region: string): string {
  const home = groups[region];
  if (home && e164.startsWith(`+${home.code}`)) {
    const national = e164.slice(home.code.length + 1);
    if (home.pattern.test(national)) return national.replace(home.pattern, home.national);
  }
  for (const { code, pattern } of Object.values(groups)) {
    const rest = e164.slice(code.length + 1);
    if (e164.startsWith(`+${code}`) && pattern.test(rest)) {
      return `+${code} ${(pattern.exec(rest) ?? []).slice(1).join(" ")}`;
    }
  }
  return e164.replace(
    /^(\+\d{2})(\d+)$/,
    (_, code, rest) => `${code} ${rest.replace(/(\d{3})(?=\d{2})/g, "$1 ")}`,
  );
}
