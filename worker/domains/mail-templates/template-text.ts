import { escapeHtml } from "../../edge/plain-page.ts";
import type { FieldProblem } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import { type MailKey, variablesOf } from "./catalogue.ts";
import type { RenderedMail, TemplateWords } from "./schemas.ts";
import { isLink, isVariable, type VariableName, type VariableValue } from "./variables.ts";

/** A template names something that its mail does not know: it is neither saved nor sent. */
export class UnknownVariable extends Error {
  constructor(names: readonly string[]) {
    super(`The template names what its mail does not know: ${names.join(", ")}`);
  }
}

export type Values = Readonly<Partial<Record<VariableName, VariableValue>>>;

// A label with an address, or a variable. What a variable stands for is never read again as a template. People write
// variables in double square brackets; braces are how the built-in words and older ones name them.
const NAME = "\\{\\{[^{}\\n]*\\}\\}|\\[\\[[^\\][\\n]*\\]\\]";
const TOKEN = new RegExp(
  `\\[([^\\][\\n]+)\\]\\((${NAME}|https:\\/\\/[^)\\s]+|mailto:[^)\\s]+)\\)|(${NAME})`,
  "g",
);
const VARIABLE = new RegExp(`(${NAME})`, "g");
const nameOf = (token: string) => token.slice(2, -2).trim();

/** What cannot stand in the words of a mail, by field. */
export function problemsOf(key: MailKey, words: TemplateWords): FieldProblem[] {
  return problemsIn(variablesOf(key), words);
}

export function problemsIn(known: readonly string[], words: TemplateWords): FieldProblem[] {
  return (["subject", "body"] as const).flatMap((path) => {
    const unknown = unknownIn(known, words[path]);
    const rest = words[path].replace(VARIABLE, "");
    return [
      ...unknown.map((token) => ({
        path,
        message: `${token} is nothing that this mail knows. Choose one of its variables, or take it out.`,
      })),
      ...(rest.includes("{{") ? [{ path, message: "A pair of braces {{ is not closed with }}." }] : []),
      ...(rest.includes("[[") ? [{ path, message: "A pair of brackets [[ is not closed with ]]." }] : []),
    ];
  });
}

/** What a text names, as it is written. */
export function namedIn(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => nameOf(match[1]!)))];
}

function unknownIn(known: readonly string[], text: string): string[] {
  const tokens = [...text.matchAll(VARIABLE)].map((match) => match[1]!);
  return [...new Set(tokens)].filter((token) => !known.includes(nameOf(token)));
}

/** The mail in two forms from one source. @throws UnknownVariable */
export function renderTemplate(
  key: MailKey,
  language: Language,
  words: TemplateWords,
  values: Values,
): RenderedMail {
  return renderWords(variablesOf(key), language, words, values);
}

/** The same for words that name other things than those of one of our own mails. @throws UnknownVariable */
export function renderWords(
  known: readonly string[],
  language: Language,
  words: TemplateWords,
  values: Values,
): RenderedMail {
  const unknown = [...unknownIn(known, words.subject), ...unknownIn(known, words.body)];
  if (unknown.length > 0) throw new UnknownVariable(unknown);
  const blocks = words.body
    .replaceAll("\r\n", "\n")
    .split(/\n\s*\n/)
    .map((block) => linesOf(block, values))
    .filter((lines) => lines.length > 0);
  const html = blocks.map((lines) => htmlBlock(lines, values)).join("\n");
  return {
    // A subject is one line, whatever somebody is called.
    subject: asText(words.subject, values).replace(/\s+/g, " ").trim(),
    text: blocks.map((lines) => lines.map((line) => asText(line, values)).join("\n")).join("\n\n"),
    html: `<!doctype html>\n<html lang="${language}"><body>\n${html}\n</body></html>`,
  };
}

/** The lines that have something to say; a line that is one list becomes a line for each of its entries. */
function linesOf(block: string, values: Values): string[] {
  return block
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && namesIn(line).every((name) => !isEmpty(values[name])));
}

function namesIn(line: string): VariableName[] {
  return namedIn(line).filter(isVariable);
}

function isEmpty(value: VariableValue | undefined): boolean {
  return value === undefined || value.length === 0 || (typeof value === "string" && value.trim() === "");
}

const plain = (value: string) => value.replace(/[^\P{Cc}\n]/gu, " ");

const ONE_NAME = new RegExp(`^-\\s+(${NAME})$`);

function entriesOf(line: string, values: Values): readonly string[] | null {
  const only = ONE_NAME.exec(line)?.[1];
  const name = only === undefined ? "" : nameOf(only);
  const value = isVariable(name) ? values[name] : undefined;
  return typeof value === "object" ? value.map((entry) => plain(entry)) : null;
}

function textOf(name: string, values: Values): string {
  const value = isVariable(name) ? (values[name] ?? "") : "";
  return plain(typeof value === "string" ? value : value.join(", "));
}

function asText(line: string, values: Values): string {
  const entries = entriesOf(line, values);
  if (entries) return entries.map((entry) => `- ${entry}`).join("\n");
  return line.replace(TOKEN, (_whole, label?: string, target?: string, name?: string) => {
    if (label === undefined || target === undefined) return textOf(nameOf(name ?? ""), values);
    return `${asText(label, values)}: ${asText(target, values)}`;
  });
}

function htmlBlock(lines: readonly string[], values: Values): string {
  if (!lines.every((line) => line.startsWith("- "))) {
    return `<p>${lines.map((line) => asHtml(line, values)).join("<br>")}</p>`;
  }
  const items = lines.flatMap(
    (line) => entriesOf(line, values)?.map(escapeHtml) ?? [asHtml(line.slice(2), values)],
  );
  return `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}

function asHtml(line: string, values: Values): string {
  let html = "";
  let end = 0;
  for (const match of line.matchAll(TOKEN)) {
    html += escapeHtml(line.slice(end, match.index));
    end = match.index + match[0].length;
    const [, label, target, name] = match;
    html += label && target ? linkHtml(label, target, values) : variableHtml(nameOf(name ?? ""), values);
  }
  return html + escapeHtml(line.slice(end));
}

function linkHtml(label: string, target: string, values: Values): string {
  const address = asText(target, values);
  const text = asHtml(label, values);
  return /^(https?:\/\/|mailto:)/.test(address) ? `<a href="${escapeHtml(address)}">${text}</a>` : text;
}

function variableHtml(name: string, values: Values): string {
  const value = textOf(name, values);
  if (isVariable(name) && isLink(name) && /^https?:\/\//.test(value)) {
    return `<a href="${escapeHtml(value)}">${escapeHtml(value)}</a>`;
  }
  return escapeHtml(value).replaceAll("\n", "<br>");
}
