import { BadFile } from "./bad-file.ts";

/** A text file as read, and how it was written. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "UTF-8" | "UTF-16 LE" | "UTF-16 BE" | "Windows-1252";
}

const MAGIC: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: "an Excel workbook or another packed file" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: "an old Excel or Word file" },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: "a PDF" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: "a picture" },
  { bytes: [0xff, 0xd8, 0xff], what: "a picture" },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: "a picture" },
  { bytes: [0x1f, 0x8b], what: "a compressed file" },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: "a compressed file" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: "a compressed file" },
];

/** How much of the file is looked at to tell UTF-16 without a mark from text and from anything else. */
const SAMPLE_BYTES = 4_096;

/**
 * The text of a file. UTF-8 and UTF-16 are told by their marks or by trying; what is neither is taken for
 * Windows-1252, which every byte of Latin-1 text is also valid in.
 * @throws BadFile when the file is empty or is not text
 */
export function readText(bytes: Uint8Array, name: string): DecodedText {
  if (bytes.length === 0) {
    throw new BadFile("file_empty", name, "is empty. Export it again and check that it has rows.");
  }
  const magic = MAGIC.find(({ bytes: start }) => start.every((byte, i) => bytes[i] === byte));
  if (magic) {
    throw new BadFile(
      "file_not_text",
      name,
      `is ${magic.what}, not a CSV file. Open it in your spreadsheet program, choose “Save as”, then “CSV”, and drop that file here.`,
    );
  }
  const encoding = encodingOf(bytes);
  const text = decode(bytes, encoding);
  if (looksBinary(text)) {
    throw new BadFile(
      "file_not_text",
      name,
      "is not a text file. Save the list as CSV in the program it comes from, and drop that file here.",
    );
  }
  return { text, encoding };
}

function encodingOf(bytes: Uint8Array): DecodedText["encoding"] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "UTF-16 LE";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "UTF-16 BE";
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zerosAt = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zerosAt[i % 2]! += 1;
  // Western text in UTF-16 has a zero in every other byte; other scripts come with a mark in practice.
  const many = sample.length / 8;
  if (zerosAt[1]! > many && zerosAt[0]! === 0) return "UTF-16 LE";
  if (zerosAt[0]! > many && zerosAt[1]! === 0) return "UTF-16 BE";
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    return "UTF-8";
  } catch {
    return "Windows-1252";
  }
}

function decode(bytes: Uint8Array, encoding: DecodedText["encoding"]): string {
  const label = {
    "UTF-8": "utf-8",
    "UTF-16 LE": "utf-16le",
    "UTF-16 BE": "utf-16be",
    "Windows-1252": "windows-1252",
  };
  return new TextDecoder(label[encoding], { fatal: false, ignoreBOM: false }).decode(bytes);
}

/** Text has no control characters besides tab and the ends of lines; a stray one (an old page break) is forgiven. */
function looksBinary(text: string): boolean {
  if (text.includes("\0")) return true;
  const sample = text.slice(0, SAMPLE_BYTES);
  let strange = 0;
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) strange += 1;
  }
  return strange > sample.length / 100;
}
