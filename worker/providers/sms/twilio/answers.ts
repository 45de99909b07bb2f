import type { TextRefused } from "../sms.ts";
import { reasonOf, troubleOf } from "../trouble.ts";

export const DOWN = { outcome: "provider_down" } as const;

export interface ErrorBody {
  readonly code?: number;
  readonly message?: string;
}

/** Asks the provider, with a form or without; null: no answer in time. */
export type Call = (url: string, form?: URLSearchParams) => Promise<Response | null>;

export function refusalOf(status: number, body: ErrorBody | null): TextRefused {
  if (status === 401 || status === 403) {
    const words =
      "The provider does not accept the school's credentials. Enter them again in Settings → Messaging.";
    return {
      outcome: "refused",
      reason: "not_permitted",
      trouble: { code: String(body?.code ?? status), words },
    };
  }
  const code = String(body?.code ?? status);
  return { outcome: "refused", reason: reasonOf(code), trouble: troubleOf(code, body?.message ?? null) };
}

export async function bodyOf<T>(answer: Response): Promise<T | null> {
  try {
    return (await answer.json()) as T;
  } catch {
    return null;
  }
}
