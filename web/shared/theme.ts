import { createSignal } from "solid-js";

export type Theme = "auto" | "light" | "dark";

const yearSeconds = 365 * 24 * 60 * 60;
const root = document.documentElement;
const [theme, store] = createSignal((root.dataset.theme ?? "auto") as Theme);

export { theme };

/** A cookie, so that the Worker can write the theme into the document and the first paint has the right colours. */
export function setTheme(next: Theme) {
  root.dataset.theme = next;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support.
  document.cookie = `chalkline-theme=${next}; Max-Age=${yearSeconds}; Path=/; SameSite=Lax${secure}`;
  store(next);
}
