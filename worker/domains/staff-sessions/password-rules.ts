import { fold } from "../../../tenant-schema/text.ts";
import { type FieldProblem, Precondition } from "../../kernel/errors.ts";

export const MIN_LENGTH = 8;

/** What people choose first, and attackers try first; folded, without what is appended to look different. */
const COMMON = new Set(
  `password passwort passw0rd p@ssword p@ssw0rd letmein welcome welcom3 iloveyou sunshine princess football baseball
   basketball superman batman trustno1 whatever starwars dragon monkey shadow master michael jordan hunter ranger
   buster soccer hockey killer george charlie andrew jennifer jessica ashley daniel thomas pepper cookie chelsea
   liverpool arsenal barcelona computer internet samsung google facebook chocolate butterfly flower summer winter
   spring autumn monday friday january february october november december america london chicago dallas
   administrator admin administration changeme default secret secure security access login qwerty qwertyuiop
   asdfghjkl asdfgh zxcvbnm 1q2w3e4r 1qaz2wsx qazwsx q1w2e3r4 abc123 abcd1234 a1b2c3d4 aaaaaa test testing tester
   guest user owner coach teacher office school student family gymnastics gymnast tumbling cheer cheerleader dance
   dancer ballet swim swimming swimmer chalkline chalk`.split(/\s+/),
);
const SEQUENCES = [
  "0123456789012345678901234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
];

/**
 * Refuses what is guessed first: too short, the names of its owner, one common word with figures around it, one
 * character or one run of the keyboard over and over. Everything else is left to people.
 * @throws Precondition `password_weak`
 */
export function requireGoodPassword(password: string, ownNames: readonly (string | null)[]): void {
  const problem = weakness(password, ownNames);
  if (!problem) return;
  const field: FieldProblem = { path: "password", message: problem };
  throw new Precondition("password_weak", "This password is too easy to guess. Choose another one.", [field]);
}

function weakness(password: string, ownNames: readonly (string | null)[]): string | null {
  if ([...password].length < MIN_LENGTH) return `At least ${MIN_LENGTH} characters`;
  const folded = fold(password);
  const own = ownNames.filter((name) => name !== null).map(fold);
  if (own.some((name) => folded === name || folded === name.split("@")[0])) {
    return "Not your own name, user name or e-mail";
  }
  if (new Set(folded).size < 4) return "Use more than two or three different characters";
  const core = folded.replace(/^[\d\s!-/:-@[-`{-~]+|[\d\s!-/:-@[-`{-~]+$/g, "");
  if (COMMON.has(folded) || COMMON.has(core)) return "This is one of the first that anybody would try";
  if (isRun(folded)) return "Not just a row of keys";
  return null;
}

function isRun(text: string): boolean {
  const backwards = [...text].reverse().join("");
  return SEQUENCES.some((row) => row.includes(text) || row.includes(backwards)) || /^\d{1,9}$/.test(text);
}
