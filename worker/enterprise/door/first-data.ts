/** A page of the enterprise portal, and what its first paint asks of the API besides who is signed in. */
interface PageData {
  readonly page: RegExp;
  /** The address that it asks; by default its own. */
  readonly asks?: string;
  /** The parameters of the page that the API is asked with, in the order in which the page asks. */
  readonly parameters?: readonly string[];
  /** With one of these it asks what only the browser knows, such as its time zone: then nothing goes along. */
  readonly without?: readonly string[];
}

const PAGES: readonly PageData[] = [
  { page: /^\/(accounts)?$/, asks: "/accounts" },
  { page: /^\/people$/, asks: "/users" },
  { page: /^\/audit$/, parameters: ["user", "action", "account", "group"], without: ["from", "to"] },
  { page: /^\/family-search$/, parameters: ["name", "email", "phone"] },
  { page: /^\/dashboard$/, parameters: ["group", "months"] },
  { page: /^\/generated-reports$/ },
  { page: /^\/validation$/, asks: "/validation/names", parameters: ["kind"] },
  { page: /^\/permissions$/, parameters: ["group"] },
];

/** Pages that are there before anybody is signed in. */
const OPEN_PAGES = [/^\/sign-in$/, /^\/join$/];

export function isOpenPage(page: string): boolean {
  return OPEN_PAGES.some((open) => open.test(page));
}

/** The API addresses, below `/api/enterprise`, whose answers a page's HTML carries. */
export function enterpriseFirstData(page: string, search: URLSearchParams): string[] {
  const found = PAGES.find((candidate) => candidate.page.test(page));
  if (!found || found.without?.some((name) => search.has(name))) return ["/session"];
  const asked = new URLSearchParams();
  for (const name of found.parameters ?? []) {
    const value = search.get(name)?.trim();
    if (value) asked.set(name, value);
  }
  const query = asked.toString();
  const path = found.asks ?? page;
  return ["/session", query ? `${path}?${query}` : path];
}
