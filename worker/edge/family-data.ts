/** A page of the family portal, and what its first paint asks of the API besides the portal itself. */
interface PageData {
  readonly page: RegExp;
  readonly path: (page: string, search: URLSearchParams) => string;
}

/** How the list of classes narrows what it shows. */
const WISHES = [
  "day",
  "time",
  "gender",
  "program",
  "level",
  "location",
  "instructor",
  "slot",
  "age",
  "open",
  "q",
];

/** What anybody may look at. */
const OPEN_PAGES: readonly PageData[] = [
  { page: /^\/classes$/, path: (_page, search) => withParameters("/classes", search, WISHES) },
  { page: /^\/classes\/[^/]+$/, path: (page) => page },
  { page: /^\/$|^\/news(\/[^/]+)?$/, path: () => "/news" },
  { page: /^\/staff$/, path: () => "/staff" },
];

/** What a guardian sees of the family. */
const OWN_PAGES: readonly PageData[] = [
  { page: /^\/account(\/students\/[^/]+)?$/, path: () => "/enrollments" },
  { page: /^\/account\/students\/(?!add$)[^/]+$/, path: (page) => page.slice("/account".length) },
  { page: /^\/account\/(profile|notifications)$/, path: (page) => page.slice("/account".length) },
  { page: /^\/(home)?$/, path: () => "/coming-up" },
  { page: /^\/policies$/, path: () => "/policies" },
];

/** Pages below these are for those who are signed in. */
const OWN_PREFIXES = ["/account", "/cart", "/checkout", "/policies"] as const;

/** What every page needs: the school as families see it, with what is switched on. */
const PORTAL = "/portal";

export function openDataPaths(page: string, search: URLSearchParams): string[] | null {
  if (OWN_PREFIXES.some((prefix) => page === prefix || page.startsWith(`${prefix}/`))) return null;
  return [PORTAL, ...pathsOf(OPEN_PAGES, page, search)];
}

export function familyDataPaths(page: string, search: URLSearchParams): string[] {
  return [PORTAL, "/session", ...pathsOf([...OPEN_PAGES, ...OWN_PAGES], page, search)];
}

function pathsOf(pages: readonly PageData[], page: string, search: URLSearchParams): string[] {
  return pages.filter((candidate) => candidate.page.test(page)).map(({ path }) => path(page, search));
}

/** The address with those of the page's parameters that are set, in their order. */
export function withParameters(path: string, search: URLSearchParams, names: readonly string[]): string {
  const asked = new URLSearchParams();
  for (const name of names) {
    const value = search.get(name)?.trim();
    if (value) asked.set(name, value);
  }
  const query = asked.toString();
  return query ? `${path}?${query}` : path;
}
