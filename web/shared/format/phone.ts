/** How a country groups its numbers: the first pattern that fits. */
type Grouping = { code: string; forms: readonly { pattern: RegExp; national: string }[] };

const nanp: Grouping = {
  code: "1",
  forms: [{ pattern: /^(\d{3})(\d{3})(\d{4})$/, national: "($1) $2-$3" }],
};

/** The countries whose numbers we can group without shipping a numbering plan; all others are shown in threes. */
const groups: Record<string, Grouping> = {
  US: nanp,
  CA: nanp,
  GB: {
    code: "44",
    forms: [
      { pattern: /^(2\d)(\d{4})(\d{4})$/, national: "0$1 $2 $3" },
      { pattern: /^(1\d1|11\d)(\d{3})(\d{4})$/, national: "0$1 $2 $3" },
      { pattern: /^(\d{4})(\d{6})$/, national: "0$1 $2" },
    ],
  },
  AU: {
    code: "61",
    forms: [
      { pattern: /^(4\d{2})(\d{3})(\d{3})$/, national: "0$1 $2 $3" },
      { pattern: /^(\d)(\d{4})(\d{4})$/, national: "0$1 $2 $3" },
    ],
  },
  NZ: { code: "64", forms: [{ pattern: /^(\d{2})(\d{3})(\d{3,4})$/, national: "0$1 $2 $3" }] },
  IE: { code: "353", forms: [{ pattern: /^(\d{2})(\d{3})(\d{4})$/, national: "0$1 $2 $3" }] },
  DE: { code: "49", forms: [{ pattern: /^(\d{3})(\d{3,8})$/, national: "0$1 $2" }] },
};

/** A number of the school's own country reads as it is dialled there, any other with its country code. */
export function formatPhone(e164: string, region: string): string {
  const home = groups[region];
  const national = home && formOf(e164, home);
  if (home && national) return e164.slice(home.code.length + 1).replace(national.pattern, national.national);
  for (const group of Object.values(groups)) {
    const form = formOf(e164, group);
    const parts = form?.pattern.exec(e164.slice(group.code.length + 1));
    if (parts) return `+${group.code} ${parts.slice(1).join(" ")}`;
  }
  return e164.replace(
    /^(\+\d{2})(\d+)$/,
    (_, code, rest) => `${code} ${rest.replace(/(\d{3})(?=\d{2})/g, "$1 ")}`,
  );
}

function formOf(e164: string, group: Grouping) {
  if (!e164.startsWith(`+${group.code}`)) return undefined;
  const rest = e164.slice(group.code.length + 1);
  return group.forms.find((form) => form.pattern.test(rest));
}
