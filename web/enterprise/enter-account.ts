import { api } from "../shared/api.ts";
import { showProblem } from "../shared/toasts.ts";

/** What opens a link elsewhere opens an account elsewhere too. */
export const wantsNewTab = (event: MouseEvent) => event.metaKey || event.ctrlKey || event.button === 1;

/**
 * Goes into an account's office as the enterprise user, at `path` below the account's own address. The way in is good for
 * one minute and one use, so it is asked for at the moment of the click.
 */
export async function enterAccount(accountId: string, path = "/", newTab = false): Promise<void> {
  await goInto(accountId, path, (href) => {
    if (newTab) window.open(href, "_blank", "noopener");
    else location.assign(href);
  });
}

/** The same in a way of one's own; whether it could be opened. */
export async function goInto(
  accountId: string,
  path: string,
  open: (href: string) => void,
): Promise<boolean> {
  try {
    const { href } = await api.post<{ href: string }>(`/accounts/${accountId}/handoff`, { path });
    open(href);
    return true;
  } catch (cause) {
    showProblem(cause, "The account could not be opened");
    return false;
  }
}
