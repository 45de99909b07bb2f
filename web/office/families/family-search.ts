import { useSearchParams } from "@solidjs/router";
import { followAfterPaint } from "../../shared/after-paint.ts";
import { useParam, useQuickParam, withParams } from "../../shared/url-state.ts";

export type SearchTerm = { param: string; label: string; value: string };

export type FamilySearch = ReturnType<typeof createFamilySearch>;

const looksLikePhone = (text: string) => /^[+\d\s().\-/]+$/.test(text) && text.replace(/\D/g, "").length >= 3;

/** What the families list is narrowed by, as its address says it. */
export function createFamilySearch() {
  const [typed, setTyped] = useQuickParam("q");
  const [status] = useParam("status");
  const [keyword] = useParam("keyword");
  const [name] = useParam("name");
  const [email] = useParam("email");
  const [phone] = useParam("phone");
  const [, setParams] = useSearchParams();
  const q = followAfterPaint(() => typed().trim());

  /** Three terms that must all match; other portals and the call centre open the list with them. */
  const linkedTerms = (): SearchTerm[] =>
    [
      { param: "name", label: "Name", value: name() },
      { param: "email", label: "E-mail", value: email() },
      { param: "phone", label: "Phone", value: phone() },
    ].filter((term) => term.value);

  const drop = (...params: string[]) => {
    if (params.includes("q")) setTyped(undefined);
    setParams(Object.fromEntries(params.map((param) => [param, undefined])));
  };

  // The order is that of the first data in the document.
  const filterParams = () => ({
    q: q(),
    status: status(),
    name: name().trim(),
    email: email().trim(),
    phone: phone().trim(),
    keyword: keyword(),
  });

  return {
    typed,
    setTyped,
    q,
    status,
    keyword,
    linkedTerms,
    drop,
    path: () => withParams("/families", filterParams()),
    filterParams,
    isNarrowed: () => Boolean(q() || status() || keyword() || linkedTerms().length),
    words: () => `${q()} ${name()}`,
    emailWords: () => `${q()} ${email()}`,
    byEmail: () => Boolean(email()) || q().includes("@"),
    phoneTyped: () => phone() || (looksLikePhone(q()) ? q() : ""),
  };
}
