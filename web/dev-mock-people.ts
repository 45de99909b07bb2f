/** Ten thousand invented families, for `dev-mock.ts`. */
const lastNames =
  "Núñez – Ortega,Nunn,Nunnally,Baker,Nuño,Okafor,Łukasik,Svensson,Ó Briain,Nguyễn,Haddad,de la Cruz".split(
    ",",
  );
const firstNames =
  "Lucía,Deborah,Greg,Aisha,Rafael,Ifeoma,Zofia,Elsa,Ciarán,Linh,Omar,Paloma,Mateo,Inés,Harper,Piper".split(
    ",",
  );
const pick = (list: string[], index: number) => list[index % list.length] ?? "";
export const familyCount = 10_000;
const pageSize = 50;

const families = Array.from({ length: familyCount }, (_, index) => ({
  id: `fam_${index}`,
  name: pick(lastNames, index * 7) + (index < 12 ? "" : ` ${Math.floor(index / 12)}`),
  guardianName: `${pick(firstNames, index * 5)} ${pick(lastNames, index * 7).split(" ")[0]}`,
  phone: `+1312555${String(1000 + (index % 9000)).padStart(4, "0")}`,
  email: `family${index}@example.org`,
  students: Array.from({ length: index % 4 }, (_, child) => ({
    id: `stu_${index}_${child}`,
    name: pick(firstNames, index + child + 3),
    birthDate: `${2012 + ((index + child) % 11)}-0${1 + (child % 9)}-14`,
  })),
  isActive: index % 7 !== 5,
  isSuspended: index % 23 === 3,
  needsReview: false,
}));

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const startsWord = (text: string, word: string) =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .some((part) => part.startsWith(word));

export function listFamilies(url: URL) {
  const words = plain(url.searchParams.get("q") ?? "")
    .split(/\s+/)
    .filter(Boolean);
  const status = url.searchParams.get("status");
  const found = families.filter((row) => {
    const standing = row.isSuspended ? "suspended" : row.isActive ? "active" : "inactive";
    const text = `${row.name} ${row.guardianName} ${row.students.map((student) => student.name).join(" ")}`;
    return (!status || standing === status) && words.every((word) => startsWord(text, word));
  });
  const from = Number(url.searchParams.get("cursor") ?? 0);
  const next = from + pageSize;
  return {
    rows: found.slice(from, next),
    nextCursor: next < found.length ? String(next) : null,
    total: found.length,
  };
}
