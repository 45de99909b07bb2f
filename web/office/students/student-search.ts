import { useSearchParams } from "@solidjs/router";
import { followAfterPaint } from "../../shared/after-paint.ts";
import { useParam, useQuickParam, withParams } from "../../shared/url-state.ts";

export type StudentSearch = ReturnType<typeof createStudentSearch>;

const ageMax = 120;
const ageDelayMs = 250;

/** A whole number of years, else nothing: half a number must not be asked for. */
const ageOf = (text: string) => (/^\d{1,3}$/.test(text.trim()) && Number(text) <= ageMax ? text.trim() : "");

/** What the students list is narrowed by, as its address says it. */
export function createStudentSearch() {
  const [typed, setTyped] = useQuickParam("q");
  const [status] = useParam("status");
  const [gender] = useParam("gender");
  const [minAge, setMinAge] = useQuickParam("minAge", ageDelayMs);
  const [maxAge, setMaxAge] = useQuickParam("maxAge", ageDelayMs);
  const [, setParams] = useSearchParams();
  const q = followAfterPaint(() => typed().trim());

  // The order is that of the first data in the document.
  const filterParams = () => ({
    q: q(),
    status: status(),
    gender: gender(),
    minAge: ageOf(minAge()),
    maxAge: ageOf(maxAge()),
  });

  const dropAge = () => {
    setMinAge(undefined);
    setMaxAge(undefined);
  };

  return {
    typed,
    setTyped,
    q,
    status,
    gender,
    minAge,
    setMinAge,
    maxAge,
    setMaxAge,
    dropAge,
    filterParams,
    path: () => withParams("/students", filterParams()),
    drop: (param: string) => {
      if (param === "q") setTyped(undefined);
      else if (param === "age") dropAge();
      else setParams({ [param]: undefined });
    },
  };
}

/** "5 to 7", "5 or older", "up to 7"; nothing while no age is set. */
export function ageText(search: StudentSearch): string | undefined {
  const { minAge, maxAge } = search.filterParams();
  if (minAge && maxAge) return minAge === maxAge ? minAge : `${minAge} to ${maxAge}`;
  if (minAge) return `${minAge} or older`;
  return maxAge ? `up to ${maxAge}` : undefined;
}
