/** A bucket takes files of unknown length in parts of one size, of at least 5 MB. */
const PART_BYTES = 8 * 1024 * 1024;

/** Puts a file into a bucket while it is made; of a long one no more than a part is held. */
export async function putStream(
  files: R2Bucket,
  key: string,
  pieces: AsyncIterable<Uint8Array>,
  partBytes = PART_BYTES,
): Promise<void> {
  let held: Uint8Array[] = [];
  let length = 0;
  let upload: R2MultipartUpload | null = null;
  const parts: R2UploadedPart[] = [];
  try {
    for await (const piece of pieces) {
      held.push(piece);
      length += piece.length;
      while (length >= partBytes) {
        const all = joined(held, length);
        upload ??= await files.createMultipartUpload(key);
        parts.push(await upload.uploadPart(parts.length + 1, all.subarray(0, partBytes)));
        held = [all.subarray(partBytes)];
        length -= partBytes;
      }
    }
    const rest = joined(held, length);
    if (!upload) return void (await files.put(key, rest));
    if (length > 0) parts.push(await upload.uploadPart(parts.length + 1, rest));
    await upload.complete(parts);
  } catch (error) {
    await upload?.abort();
    throw error;
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const all = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
