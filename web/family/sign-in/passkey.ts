import type { FamilyMe } from "../../../worker/domains/family-sessions/schemas.ts";
import { api } from "../../shared/api.ts";
import { inOurWords } from "./in-our-words.ts";

export const hasPasskeys = () => typeof PublicKeyCredential === "function";

/**
 * Asks the device for a passkey; `offered` means in the list under the e-mail field, for as long as the page is open.
 * Undefined where one was chosen in the other way already (`isFirst`): two log-ins at once would end each other.
 */
export async function enterWithPasskey(
  offered: boolean,
  isFirst: () => boolean,
): Promise<FamilyMe | undefined> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const optionsJSON =
    await api.post<Parameters<typeof startAuthentication>[0]["optionsJSON"]>("/passkeys/sign-in/options");
  const response = await startAuthentication({ optionsJSON, useBrowserAutofill: offered });
  if (!isFirst()) return undefined;
  const answer = await inOurWords(api.post<{ me: FamilyMe }>("/passkeys/sign-in", { response }));
  return answer.me;
}

/** Whether the browser offers passkeys where an e-mail is typed. */
export async function offersPasskeys(): Promise<boolean> {
  if (!hasPasskeys()) return false;
  const { browserSupportsWebAuthnAutofill } = await import("@simplewebauthn/browser");
  return browserSupportsWebAuthnAutofill();
}

/** No longer waits for somebody to choose one. */
export async function stopOffering(): Promise<void> {
  const { WebAuthnAbortService } = await import("@simplewebauthn/browser");
  WebAuthnAbortService.cancelCeremony();
}

/** Makes a passkey on this device for the log-in; answers what came of it. */
export async function makePasskey(name: string): Promise<"made" | "cancelled" | "known"> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  const optionsJSON =
    await api.post<Parameters<typeof startRegistration>[0]["optionsJSON"]>("/passkeys/options");
  try {
    const response = await startRegistration({ optionsJSON });
    await inOurWords(api.post("/passkeys", { name, response }));
    return "made";
  } catch (cause) {
    if (wasCancelled(cause)) return "cancelled";
    // So says a device that has a passkey for this log-in.
    if (cause instanceof Error && cause.name === "InvalidStateError") return "known";
    throw cause;
  }
}

/** Somebody closed the browser's own dialog: nothing to be told. */
export function wasCancelled(cause: unknown): boolean {
  return cause instanceof Error && (cause.name === "NotAllowedError" || cause.name === "AbortError");
}
