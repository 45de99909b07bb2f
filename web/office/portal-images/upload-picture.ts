import type { UploadedImage } from "../../../worker/domains/portal-images/schemas.ts";
import { ApiError, problemOf, unreachable } from "../../shared/api-error.ts";
import { apiBase } from "../account/account.ts";

/** Sends a picture as it is; the answer names it. */
export async function uploadPicture(file: File): Promise<UploadedImage> {
  const headers = {
    accept: "application/json",
    "content-type": file.type,
    "idempotency-key": crypto.randomUUID(),
    "x-requested-by": "chalkline",
  };
  const request = { method: "POST", headers, body: file, credentials: "same-origin" } as const;
  const response = await fetch(`${apiBase}/portal-images`, request).catch(() => undefined);
  if (!response) throw unreachable();
  if (!response.ok) throw new ApiError(await problemOf(response));
  return response.json();
}

export const pictureAddress = (fileId: string) => `${apiBase}/portal-images/${fileId}`;
