// Labelled pairs of names, made by rule. What is here does not look at how the names are compared.

export interface NamePair {
  readonly rule: string;
  readonly right: string;
  readonly other: string;
}

/** Names as schools give them to levels, programs and charge categories. */
export const BASE_NAMES = [
  ...[
    "Penguin",
    "Shrimp",
    "Starfish",
    "Goldfish",
    "Jellyfish",
    "Seahorse",
    "Dolphin",
    "Barracuda",
    "Turtles",
  ],
  ...["Minnows", "Clownfish", "Stingrays", "Water Babies", "Splash Team", "Stroke School", "Guppy Club"],
  ...["Level 1", "Level 2", "Level 10", "Level III", "Beginner 1", "Intermediate 2", "Advanced Tumbling"],
  ...["Bronze", "Silver Squad", "Gold Squad", "Platinum Team", "Xcel Diamond", "Pre-Team", "Developmental"],
  ...["Girls 1", "Boys Level 4", "Parent & Tot", "Mommy and Me", "Kinder Gym", "Preschool Gymnastics"],
  ...["Tumble Tots", "Wiggle Worms", "Funtastics", "Little Flippers", "Cartwheel Kids", "Handspring Clinic"],
  ...[
    "Café Crème Ballet",
    "Jazz Combo",
    "Contemporary B",
    "Hip-Hop Crew",
    "Lyrical Company",
    "Musical Theatre",
  ],
  ...[
    "Ages 3-5",
    "Monday Open Gym",
    "Saturday Playgroup",
    "Spring Showcase",
    "Recital Costume",
    "Registration Fee",
  ],
  ...[
    "Annual Membership",
    "Tuition",
    "Private Lesson",
    "Birthday Party",
    "Late Payment Charge",
    "Uniform Deposit",
  ],
  ...["Merchandise", "Competition Travel", "Summer Intensive", "Homeschool Gymnastics", "Adaptive Movement"],
];

type Rule = readonly [name: string, make: (name: string, random: () => number) => string | null];

/** A word of five letters or more, and a place inside it: first letters are typed right, as a rule. */
function inWord(name: string, random: () => number, change: (word: string, at: number) => string) {
  const words = [...name.matchAll(/[A-Za-z]{5,}/g)];
  const found = words[Math.floor(random() * words.length)];
  if (!found) return null;
  const word = found[0];
  const made = change(word, 1 + Math.floor(random() * (word.length - 2)));
  return made === word ? null : name.slice(0, found.index) + made + name.slice(found.index + word.length);
}

const NEIGHBOURS: Readonly<Record<string, string>> = {
  ...{
    a: "s",
    b: "v",
    c: "x",
    d: "f",
    e: "r",
    f: "g",
    g: "h",
    h: "j",
    i: "o",
    j: "k",
    k: "l",
    l: "k",
    m: "n",
  },
  ...{
    n: "m",
    o: "p",
    p: "o",
    q: "w",
    r: "t",
    s: "d",
    t: "y",
    u: "i",
    v: "b",
    w: "e",
    x: "z",
    y: "u",
    z: "x",
  },
};

/** Ways in which one name comes to be written as another. */
export const SLIPS: readonly Rule[] = [
  [
    "two letters swapped",
    (name, random) => inWord(name, random, (w, i) => w.slice(0, i) + w[i + 1] + w[i] + w.slice(i + 2)),
  ],
  ["a letter missing", (name, random) => inWord(name, random, (w, i) => w.slice(0, i) + w.slice(i + 1))],
  ["a letter twice", (name, random) => inWord(name, random, (w, i) => w.slice(0, i) + w[i] + w.slice(i))],
  [
    "the key beside",
    (name, random) =>
      inWord(name, random, (w, i) => w.slice(0, i) + (NEIGHBOURS[w[i]!] ?? "e") + w.slice(i + 1)),
  ],
  ["capitals", (name) => (name === name.toUpperCase() ? null : name.toUpperCase())],
  ["no capitals", (name) => name.toLowerCase()],
  [
    "an accent",
    (name) =>
      /[eo](?=[a-z])/.test(name) ? name.replace(/[eo](?=[a-z])/, (c) => (c === "e" ? "é" : "ö")) : null,
  ],
  ["a blank at the end", (name) => `${name} `],
  ["two blanks", (name) => (name.includes(" ") ? name.replace(" ", "  ") : null)],
  [
    "a hyphen for a blank",
    (name) => (/[a-z] [A-Za-z]/.test(name) ? name.replace(/(?<=[a-z]) (?=[A-Za-z])/, "-") : null),
  ],
  ["a blank for a hyphen", (name) => (/[a-z]-[A-Za-z]/.test(name) ? name.replace("-", " ") : null)],
  [
    "written together",
    (name) => (/[a-z] [A-Za-z]/.test(name) ? name.replace(/(?<=[a-z]) (?=[A-Za-z])/, "") : null),
  ],
  [
    "taken apart",
    (name) =>
      /fish|horse|wheel|spring|school/.test(name)
        ? name.replace(/(fish|horse|wheel|spring|school)/, " $1")
        : null,
  ],
  [
    "many for one",
    (name) => (/[a-rt-z]$/i.test(name) && !/y$/.test(name) && /[a-z]{3}$/.test(name) ? `${name}s` : null),
  ],
  ["one for many", (name) => (/[a-df-rt-z]{3}s$/.test(name) ? name.slice(0, -1) : null)],
  [
    "& for and",
    (name) =>
      name.includes(" and ")
        ? name.replace("and", "&")
        : name.includes("&")
          ? name.replace("&", "and")
          : null,
  ],
  [
    "other order",
    (name) => (/^[A-Za-z]+ [A-Za-z]{4,}$/.test(name) ? name.split(" ").reverse().join(" ") : null),
  ],
];

const swap = (from: RegExp, to: string) => (name: string) =>
  from.test(name) ? name.replace(from, to) : null;

/** Ways in which two names that look alike mean two things. */
export const DISTINCTIONS: readonly Rule[] = [
  [
    "the next number",
    (name) => (/\d/.test(name) ? name.replace(/\d+/, (n) => String(Number(n) + 1)) : `${name} 2`),
  ],
  ["numbered twice", (name) => (/\d$/.test(name) ? null : `${name} 1`)],
  ["ten times", swap(/\d+/, "$&0")],
  ["the next Roman number", swap(/III\b/, "IV")],
  ["a Roman number less", swap(/III\b/, "II")],
  ["plus", (name) => `${name}+`],
  ["minus", (name) => `${name} -`],
  ["the other ones", (name) => swap(/Girls/, "Boys")(name) ?? swap(/Boys/, "Girls")(name)],
  ["for girls", (name) => `${name} Girls`],
  [
    "another metal",
    (name) =>
      swap(/\bGold\b/, "Bold")(name) ?? swap(/Silver/, "Gold")(name) ?? swap(/Bronze/, "Silver")(name),
  ],
  ["another gem", (name) => swap(/Platinum/, "Diamond")(name) ?? swap(/Diamond/, "Sapphire")(name)],
  ["older", swap(/3-5/, "3-6")],
  ["months", swap(/Ages 3-5/, "Months 3-5")],
  ["another day", (name) => swap(/Monday/, "Sunday")(name) ?? swap(/Saturday/, "Sunday")(name)],
  ["a letter", (name) => `${name} A`],
  ["another letter", (name) => (/ B$/.test(name) ? name.replace(/ B$/, " C") : `${name} B`)],
  [
    "another animal",
    (name) =>
      swap(/Seahorse/, "Sea Horse Riders")(name) ??
      swap(/Goldfish/, "Swordfish")(name) ??
      swap(/Clownfish/, "Catfish")(name),
  ],
  ["more words", (name) => `${name} Express`],
];

/** A small generator whose seed is printed by the test. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export function pairsBy(rules: readonly Rule[], random: () => number): NamePair[] {
  return BASE_NAMES.flatMap((right) =>
    rules.flatMap(([rule, make]) => {
      const other = make(right, random);
      return other === null || other === right ? [] : [{ rule, right, other }];
    }),
  );
}
