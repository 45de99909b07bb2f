import type { Navigator } from "@solidjs/router";
import { portalBase } from "../../account/account.ts";

type History = { currentEntry: { index: number } | null; entries: () => { url: string | null }[] };

/** Back to where the family was opened, with its scroll and its filters; to the whole list when it was opened alone. */
export function goBack(navigate: Navigator) {
  const known = (window as { navigation?: History }).navigation;
  const index = known?.currentEntry?.index ?? 0;
  const before = known?.entries()[index - 1]?.url;
  const path = before ? new URL(before).pathname : "";
  if (`${path}/`.startsWith(`${portalBase}/`) && !path.endsWith("/login")) history.back();
  else navigate("/families");
}
