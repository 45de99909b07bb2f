import { openStream } from "../shared/api.ts";

/** Reads an answer that comes as lines of JSON and hands on each as it comes. Rejects when it breaks off. */
export async function readFrames<Frame>(
  path: string,
  onFrame: (frame: Frame) => void,
  options: { signal?: AbortSignal; body?: unknown } = {},
): Promise<void> {
  const response = await openStream(path, options);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) return;
    const lines = (rest + piece.value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onFrame(JSON.parse(line) as Frame);
  }
}
