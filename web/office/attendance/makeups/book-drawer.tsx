import { createMemo, createSignal, Match, Show, Switch } from "solid-js";
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
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TriangleAlertIcon } from "../../../shared/ui/icons.tsx";
import { withParams } from "../../../shared/url-state.ts";
import { announcePlaces } from "../../enrollments/announce-places.ts";
import { shortDay } from "../attendance-words.ts";
import { keyOfOpening, OpeningList } from "./opening-list.tsx";

type BookDrawerProps = { studentId: string; studentName: string; onClose: () => void };
type BookValues = { from: string };

/** Where a student can make up: what has a place and fits, day by day; one is chosen and booked. */
export default function BookDrawer(props: BookDrawerProps) {
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

  return (
    <Drawer
      open
      onClose={props.onClose}
      title={`Book a makeup for ${props.studentName}`}
      description="One visit to another class. The token that expires first pays."
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form.id}
            variant="primary"
            busy={form.submitting()}
            disabled={!selected()}
          >
            Book
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Show when={refusal()}>
          {(text) => (
            <p role="alert" class="flex items-start gap-2 rounded-sm bg-bad-soft px-3 py-2 text-bad">
              <TriangleAlertIcon class="mt-0.5" />
              {text()}
            </p>
          )}
        </Show>
        <DateInput
          field={form.field("from")}
          label="From"
          description={
            isIsoDate(from())
              ? `Two weeks, until ${shortDay(addDays(from(), MOST_OPENING_DAYS - 1))}`
              : undefined
          }
        />
        <Switch>
          <Match when={query.data()}>
            <OpeningList
              openings={shown()}
              chosen={chosen()}
              onChoose={setChosen}
              mayBook={mayBook}
              studentName={props.studentName}
            />
            <Show when={all().length > fitting().length}>
              <button
                type="button"
                class="link self-start py-1"
                aria-expanded={showsAll()}
                onClick={() => setShowsAll((is) => !is)}
              >
                {showsAll()
                  ? "Only what fits"
                  : `Show ${all().length - fitting().length} more that do not fit or that no token pays for`}
              </button>
            </Show>
          </Match>
          <Match when={query.error()}>{(error) => <p class="text-bad">{error().message}</p>}</Match>
        </Switch>
      </form>
    </Drawer>
  );
}
