import { Match, Show, Switch } from "solid-js";
import { addDays, isIsoDate } from "../../../../tenant-schema/dates.ts";
import { MOST_OPENING_DAYS } from "../../../../worker/domains/makeups/schemas.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TriangleAlertIcon } from "../../../shared/ui/icons.tsx";
import { shortDay } from "../attendance-words.ts";
import { type BookDrawerProps, createBooking } from "./booking-state.ts";
import { OpeningList } from "./opening-list.tsx";

/** Where a student can make up: what has a place and fits, day by day; one is chosen and booked. */
export default function BookDrawer(props: BookDrawerProps) {
  const booking = createBooking(props);
  const { form, from, refusal } = booking;
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
            disabled={!booking.selected()}
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
        <Openings booking={booking} studentName={props.studentName} />
      </form>
    </Drawer>
  );
}

function Openings(props: { booking: ReturnType<typeof createBooking>; studentName: string }) {
  const { query, all, fitting, shown, chosen, setChosen, mayBook, showsAll, setShowsAll } = props.booking;
  return (
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
  );
}
