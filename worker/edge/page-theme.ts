const THEMES = new Set(["auto", "light", "dark"]);

/** Writes the theme that the cookie names into a built document, so that the first paint has the right colours. */
export function withTheme(html: string, request: Request): string {
  const theme = /(?:^|;\s*)chalkline-theme=(\w+)/.exec(request.headers.get("cookie") ?? "")?.[1] ?? "auto";
  return html.replace('data-theme="auto"', `data-theme="${THEMES.has(theme) ? theme : "auto"}"`);
}
