import { unzipSync } from "fflate";
import { BadFile } from "./bad-file.ts";
import { MAX_UPLOAD_BYTES } from "./schemas.ts";

const MAX_FILES = 30;
/** A file of zeros packs to a thousandth; nothing a school exports does. */
const MAX_UNPACKED_BYTES = 4 * MAX_UPLOAD_BYTES;
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const CSV_NAME = /\.(csv|tsv|txt)$/i;

export interface UploadedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Unpacked {
  readonly files: UploadedBytes[];
  /** Files of an archive that are not text tables, by name and reason. */
  readonly skipped: { readonly name: string; readonly sizeBytes: number; readonly reason: string }[];
}

/**
 * The files of an upload, those of zip archives taken out.
 * @throws BadFile for an Excel workbook (which is an archive too), a broken archive, one that is too large
 */
export function unpackUpload(uploaded: readonly UploadedBytes[]): Unpacked {
  const unpacked: Unpacked = { files: [], skipped: [] };
  for (const file of uploaded) {
    if (ZIP.every((byte, i) => file.bytes[i] === byte)) unzip(file, unpacked);
    else unpacked.files.push(file);
  }
  nameApart(unpacked.files);
  const [first] = uploaded;
  if (unpacked.files.length === 0 && first) {
    throw new BadFile(
      "no_csv_inside",
      first.name,
      "holds no CSV file. Pack the CSV files themselves, or drop them here unpacked.",
    );
  }
  if (unpacked.files.length > MAX_FILES && first) {
    throw new BadFile(
      "too_many_files",
      first.name,
      `and the others are ${unpacked.files.length} files; at most ${MAX_FILES} can be imported at once.`,
    );
  }
  return unpacked;
}

/** Rows are told by file and number, so two files of one name get different ones. */
function nameApart(files: UploadedBytes[]): void {
  const taken = new Set<string>();
  files.forEach((file, i) => {
    let name = file.name;
    for (let n = 2; taken.has(name); n++) name = `${file.name} (${n})`;
    taken.add(name);
    if (name !== file.name) files[i] = { ...file, name };
  });
}

function unzip(archive: UploadedBytes, unpacked: Unpacked): void {
  let bytes = 0;
  let isWorkbook = false;
  const opened = (() => {
    try {
      return unzipSync(archive.bytes, {
        filter: ({ name, originalSize }) => {
          if (name === "[Content_Types].xml") isWorkbook = true;
          if (isClutter(name)) return false;
          if (!CSV_NAME.test(name)) {
            unpacked.skipped.push({
              name: baseName(name),
              sizeBytes: originalSize,
              reason: "This is not a CSV file.",
            });
            return false;
          }
          bytes += originalSize;
          return bytes <= MAX_UNPACKED_BYTES;
        },
      });
    } catch {
      throw new BadFile(
        "broken_archive",
        archive.name,
        "is damaged or protected by a password. Pack the files again without a password, or drop them here unpacked.",
      );
    }
  })();
  if (isWorkbook) {
    throw new BadFile(
      "file_not_text",
      archive.name,
      "is an Excel workbook, not a CSV file. Open it in your spreadsheet program, choose “Save as”, then “CSV”, and drop that file here.",
    );
  }
  if (bytes > MAX_UNPACKED_BYTES) {
    throw new BadFile(
      "file_too_large",
      archive.name,
      `unpacks to more than ${MAX_UNPACKED_BYTES / 1_000_000} MB. Split it and import the parts one after the other.`,
    );
  }
  for (const [name, content] of Object.entries(opened))
    unpacked.files.push({ name: baseName(name), bytes: content });
}

/** Folders, and what macOS puts beside every file. */
function isClutter(name: string): boolean {
  return name.endsWith("/") || name.startsWith("__MACOSX/") || baseName(name).startsWith(".");
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
