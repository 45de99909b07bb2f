type History = { currentEntry: { index: number } | null; entries: () => { url: string | null }[] };

/** Whether the page before this one in the tab is one of the portal's own, and not its door. */
export function isPageBefore(base: string): boolean {
  const known = (window as { navigation?: History }).navigation;
  const index = known?.currentEntry?.index ?? 0;
  const before = known?.entries()[index - 1]?.url;
  const path = before ? new URL(before).pathname : "";
  return path !== "" && `${path}/`.startsWith(`${base.replace(/\/$/, "")}/`) && !path.endsWith("/login");
}
