/** Quotes and comments, inside which a semicolon or a keyword means nothing. */
const OPAQUE = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?\*\//y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const TRIGGER = /^CREATE\s+(?:TEMP\s+|TEMPORARY\s+)?TRIGGER\b/i;

/**
 * The statements of a migration, without their final semicolons and without comments (D1 counts a comment as a
 * statement). A trigger's body is one statement up to its END; a CASE inside it has an END of its own.
 * @throws when the text ends inside a statement
 */
export function splitSql(text: string): string[] {
  const statements: string[] = [];
  let current = "";
  let depth = 0;
  let at = 0;
  while (at < text.length) {
    const opaque = matchAt(OPAQUE, text, at);
    if (opaque !== undefined) {
      current += isComment(opaque) ? " " : opaque;
      at += opaque.length;
      continue;
    }
    const word = matchAt(WORD, text, at);
    if (word !== undefined) {
      depth += nesting(word.toUpperCase(), current);
      current += word;
      at += word.length;
      continue;
    }
    if (text[at] === ";" && depth === 0) {
      if (current.trim() !== "") statements.push(current.trim());
      current = "";
    } else {
      current += text[at];
    }
    at += 1;
  }
  if (current.trim() !== "")
    throw new Error(`A statement does not end with a semicolon: ${current.trim().slice(0, 80)}`);
  return statements;
}

/** How a keyword changes the nesting of the statement before it; only a trigger nests. */
function nesting(word: string, before: string): number {
  if (word !== "BEGIN" && word !== "CASE" && word !== "END") return 0;
  if (!TRIGGER.test(before.trimStart())) return 0;
  return word === "END" ? -1 : 1;
}

function isComment(token: string): boolean {
  return token.startsWith("--") || token.startsWith("/*");
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
