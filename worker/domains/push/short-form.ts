/** As much as phones show of a notice before they cut it off. */
const MAX_WORDS = 200;

/** What a mail says, in a notice: without its greeting, its links and the name at its end. */
export function shortForm(text: string, schoolName: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => paragraph.trim());
  const words = paragraphs
    .filter((paragraph, at) => !(at === 0 && paragraph.endsWith(",")))
    .filter((paragraph) => paragraph !== "" && paragraph !== schoolName && !/https?:\/\//.test(paragraph))
    .map((paragraph) => paragraph.replace(/^- /gm, "").replaceAll("\n", ", "))
    .reduce((said, next) => (said === "" ? next : `${said}${/[.!?:…]$/.test(said) ? " " : ". "}${next}`), "");
  if (words.length <= MAX_WORDS) return words;
  const cut = words.slice(0, MAX_WORDS - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), MAX_WORDS / 2)).trimEnd()}…`;
}

/** The page of ours that a mail leads to; nothing else is ever opened from a notice. */
export function linkIn(text: string, base: string): string | null {
  const at = text.indexOf(base);
  return at < 0 ? null : (/^\S+/.exec(text.slice(at))?.[0] ?? null);
}
