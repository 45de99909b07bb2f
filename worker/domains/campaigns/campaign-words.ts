import { type FieldProblem, Precondition } from "../../kernel/errors.ts";
import { problemsIn } from "../mail-templates/template-text.ts";
import { type CampaignWords, MAX_TEXT } from "./schemas.ts";
import { knownTo } from "./variables.ts";

type Words = Pick<CampaignWords, "channel" | "subject" | "body" | "audience">;

/** What keeps the words from being sent, by field. */
export function wordProblems({ channel, subject, body, audience }: Words): FieldProblem[] {
  const problems = [...problemsIn(knownTo(audience.list), { subject, body })];
  if (channel !== "sms" && subject.trim() === "")
    problems.push({ path: "subject", message: "Enter a subject" });
  if (body.trim() === "") problems.push({ path: "body", message: "Enter what it says" });
  if (channel === "sms" && body.length > MAX_TEXT) {
    problems.push({ path: "body", message: "A text has at most 1,530 characters. Send a mail instead." });
  }
  if (channel === "push" && body.length > 500) {
    problems.push({ path: "body", message: "A push message has at most 500 characters." });
  }
  return problems;
}

/** @throws Precondition `unknown_variable` for words that name what nobody knows; a draft may be unfinished otherwise */
export function refuseUnknownWords(words: Words): void {
  const problems = problemsIn(knownTo(words.audience.list), words);
  if (problems.length > 0) throw badWords(problems);
}

/** @throws Precondition `unknown_variable` when the words cannot go out as they are */
export function refuseUnsendable(words: Words): void {
  const problems = wordProblems(words);
  if (problems.length > 0) throw badWords(problems);
}

function badWords(problems: readonly FieldProblem[]): Precondition {
  const said = `${problems.map(({ message }) => message.replace(/\.$/, "")).join("; ")}.`;
  return new Precondition("unknown_variable", said, problems);
}
