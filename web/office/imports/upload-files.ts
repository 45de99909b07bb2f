import type { ImportDraft } from "../../../worker/domains/imports/schemas.ts";
import { ApiError, problemOf, unreachable } from "../../shared/api-error.ts";
import { apiBase } from "../account/account.ts";

/** Sends files and tells how far it is. `fetch` cannot tell what it has sent, so this is the older way. */
export function uploadFiles(
  files: readonly File[],
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<ImportDraft> {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${apiBase}/imports`);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("x-requested-by", "chalkline");
    request.setRequestHeader("idempotency-key", crypto.randomUUID());
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded / event.total));
    request.addEventListener("error", () => reject(unreachable()));
    request.addEventListener("load", () => {
      const answer = responseOf(request);
      if (answer.ok) resolve(JSON.parse(request.responseText) as ImportDraft);
      else problemOf(answer).then((problem) => reject(new ApiError(problem)), reject);
    });
    signal.addEventListener("abort", () => {
      request.abort();
      reject(new DOMException("Cancelled", "AbortError"));
    });
    request.send(form);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  return new Response(request.responseText, { status: request.status, headers });
}
