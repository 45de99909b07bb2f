/**
 * A download that is made while it is read. The first piece is made before the answer begins, so that what goes wrong
 * at once (no right, a stale session) is still answered as a problem; what goes wrong later breaks the download off,
 * which a browser shows as failed.
 */
export async function streamText(
  pieces: AsyncGenerator<string>,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const encoder = new TextEncoder();
  const first = await pieces.next();
  let waiting: IteratorResult<string> | null = first;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = waiting ?? (await pieces.next());
      waiting = null;
      if (piece.done) controller.close();
      else controller.enqueue(encoder.encode(piece.value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, { headers: { "cache-control": "no-store", ...headers } });
}
