const ELLIPSIS = "…";

/** Breaks a text into at most so many lines that fit; at blanks where there are any, else within the word. */
export function wrapText(
  text: string,
  room: number,
  most: number,
  widthOf: (part: string) => number,
): string[] {
  const clean = text.normalize("NFC").replace(/\s+/g, " ").trim();
  if (clean === "") return [];
  if (widthOf(clean) <= room) return [clean];
  const lines: string[] = [];
  let line = "";
  for (const word of clean.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= room) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    const parts = pieces(word, room, widthOf);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? "";
  }
  if (line !== "") lines.push(line);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  kept[most - 1] = shortened(`${kept[most - 1]} ${lines[most]}`, room, widthOf);
  return kept;
}

/** A word such as an e-mail address that is wider than its column. */
function pieces(word: string, room: number, widthOf: (part: string) => number): string[] {
  const parts: string[] = [];
  let part = "";
  for (const character of word) {
    if (part !== "" && widthOf(part + character) > room) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}

function shortened(text: string, room: number, widthOf: (part: string) => number): string {
  const characters = [...text];
  while (characters.length > 1 && widthOf(characters.join("") + ELLIPSIS) > room) characters.pop();
  return characters.join("").trimEnd() + ELLIPSIS;
}
