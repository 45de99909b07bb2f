import { useSearchParams } from "@solidjs/router";
import { isIsoDate } from "../../../../tenant-schema/dates.ts";
import { followAfterPaint } from "../../../shared/after-paint.ts";
import { formats } from "../../../shared/formats.ts";
import { me } from "../../../shared/session.ts";
import { useParam, useQuickParam, withParams } from "../../../shared/url-state.ts";
import { monthOf, type Preset, presetsFor, type Span, sameSpan } from "./range-presets.ts";

export type EnrollmentSearch = ReturnType<typeof createEnrollmentSearch>;

/** What the Enrollments page is narrowed by, as its address says it; without days it is the present month. */
export function createEnrollmentSearch() {
  const [typed, setTyped] = useQuickParam("q");
  const [from] = useParam("from");
  const [to] = useParam("to");
  const [basis] = useParam("basis");
  const [kind] = useParam("kind");
  const [program] = useParam("program");
  const [classId] = useParam("class");
  const [level] = useParam("level");
  const [location] = useParam("location");
  const [first] = useParam("first");
  const [, setParams] = useSearchParams();
  const q = followAfterPaint(() => typed().trim());

  const span = (): Span =>
    isIsoDate(from()) && isIsoDate(to()) ? { from: from(), to: to() } : monthOf(formats().today());
  const presets = () => presetsFor(formats().today(), firstWeekday());
  const preset = (): Preset | undefined => presets().find((one) => sameSpan(one.span, span()));
  const isThisMonth = () => sameSpan(span(), monthOf(formats().today()));

  // Without days the server takes the present month; the order is that of the first data in the document.
  const filterParams = () => ({
    from: isThisMonth() ? "" : span().from,
    to: isThisMonth() ? "" : span().to,
    basis: basis(),
    kind: kind(),
    program: program(),
    class: classId(),
    level: level(),
    location: location(),
    first: first(),
    q: q(),
  });

  return {
    typed,
    setTyped,
    q,
    span,
    presets,
    preset,
    basis,
    classId,
    setClass: (id: string | undefined) => setParams({ class: id }),
    setSpan(next: Span) {
      const isDefault = sameSpan(next, monthOf(formats().today()));
      setParams({ from: isDefault ? undefined : next.from, to: isDefault ? undefined : next.to });
    },
    filterParams,
    isNarrowed: () =>
      [basis(), kind(), program(), classId(), level(), location(), first(), q()].some(Boolean),
    path: () => withParams("/enrollments", filterParams()),
    widen() {
      setTyped(undefined);
      setParams({
        basis: undefined,
        kind: undefined,
        program: undefined,
        class: undefined,
        level: undefined,
        location: undefined,
        first: undefined,
      });
    },
  };
}

/** 1 is Monday. Where the browser does not say, weeks begin on Sunday in the Americas and on Monday elsewhere. */
function firstWeekday(): number {
  const locale = new Intl.Locale(me()?.account.locale ?? "en-US") as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
  };
  return locale.getWeekInfo?.().firstDay ?? (locale.region === "US" ? 7 : 1);
}
