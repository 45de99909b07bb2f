import { createMemo, createSignal } from "solid-js";
import { addDays, isIsoDate } from "../../../../tenant-schema/dates.ts";
import { type BookMakeupInput, MOST_OPENING_DAYS } from "../../../../worker/domains/makeups/schemas.ts";
import type {
  BookMakeupOutcome,
  MakeupOpening,
  MakeupOpenings,
} from "../../../../worker/domains/makeups/shapes.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery, type Query } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { withParams } from "../../../shared/url-state.ts";
import { announcePlaces } from "../../enrollments/announce-places.ts";
import { keyOfOpening } from "./opening-list.tsx";

export type BookDrawerProps = { studentId: string; studentName: string; onClose: () => void };
type BookValues = { from: string };

/** Two weeks of meetings in which a student could make up, and the one that is chosen. */
export function createBooking(props: BookDrawerProps) {
  const [chosen, setChosen] = createSignal<string>();
  const [showsAll, setShowsAll] = createSignal(false);
  const [refusal, setRefusal] = createSignal<string>();

  const form = createForm<BookValues, BookMakeupInput, BookMakeupOutcome>({
    initial: { from: formats().today() },
    schema: { "~standard": { validate: () => toInput() } },
    send: (input, idempotencyKey) => api.post("/makeups/bookings", input, { idempotencyKey }),
    onSaved(answer) {
      if (answer.outcome !== "booked") {
        setRefusal(answer.message);
        query.refetch();
        return;
      }
      announcePlaces([answer.change], {
        detail: answer.tokenId ? "Paid with a makeup token." : "Booked without a token.",
      });
      props.onClose();
    },
  });

  const from = (): string => form.values.from;
  const query: Query<MakeupOpenings> = createQuery<MakeupOpenings>(
    () =>
      isIsoDate(from())
        ? withParams("/makeups/openings", {
            studentId: props.studentId,
            from: from(),
            to: addDays(from(), MOST_OPENING_DAYS - 1),
          })
        : undefined,
    { keepPrevious: true },
  );
  const mayBook = (opening: MakeupOpening) =>
    (opening.tokenId !== null || query.data()?.mayBookWithoutToken === true) &&
    (opening.problems.length === 0 || can("override_enrollment", "full"));
  const all = (): readonly MakeupOpening[] => query.data()?.openings ?? [];
  /** Whoever has a token is not led past it. */
  const hasToken = createMemo(() => all().some(({ tokenId }) => tokenId !== null));
  const fitting = createMemo(() =>
    all().filter(
      (opening) =>
        opening.problems.length === 0 && mayBook(opening) && (opening.tokenId !== null || !hasToken()),
    ),
  );
  const shown = () => (showsAll() ? all() : fitting());
  const selected = () => all().find((opening) => keyOfOpening(opening) === chosen());

  function toInput() {
    const opening = selected();
    setRefusal(undefined);
    if (!opening) return { issues: [{ message: "Choose a class and a day", path: ["from"] }] };
    return {
      value: {
        studentId: props.studentId,
        classId: opening.classId,
        onDate: opening.onDate,
        tokenId: opening.tokenId,
        isOverride: opening.problems.length > 0,
        note: null,
      },
    };
  }

  return {
    form,
    query,
    from,
    all,
    fitting,
    shown,
    mayBook,
    chosen,
    setChosen,
    selected,
    showsAll,
    setShowsAll,
    refusal,
  };
}
