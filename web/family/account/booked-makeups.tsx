import { createSignal, For, Show } from "solid-js";
import type { OwnToken, OwnTokens } from "../../../worker/domains/makeups/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { toApiError } from "../../shared/api-error.ts";
import { formats } from "../../shared/formats.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { hasRole } from "../session.ts";
import { makeupWords } from "../words/makeups.ts";
import { cardClass, longDay, shortDay } from "./parts.tsx";

type Booking = NonNullable<OwnToken["booking"]>;

const dayAndTime = ({ onDate, startMinute }: Booking) =>
  startMinute === null ? longDay(onDate) : `${longDay(onDate)} · ${formats().clock(startMinute)}`;

/** The makeups that are still to come, and giving them up. */
export function BookedMakeups(props: { data: OwnTokens; onChange: () => void }) {
  const words = makeupWords;
  const [busyId, setBusyId] = createSignal<string>();
  const [losing, setLosing] = createSignal<Booking>();
  const bookings = () =>
    props.data.tokens.flatMap(({ booking }) =>
      booking !== null && booking.onDate >= formats().today() ? [booking] : [],
    );
  const isInTime = (untilMs: number | null) => untilMs === null || untilMs >= props.data.now;
  async function cancel(booking: Booking, mayLoseToken: boolean) {
    const { enrollmentId, version } = booking;
    setBusyId(enrollmentId);
    try {
      const at = `/makeups/bookings/${enrollmentId}/cancel`;
      const { isTokenReturned } = await api.post<{ isTokenReturned: boolean }>(at, { version, mayLoseToken });
      setLosing(undefined);
      showToast(isTokenReturned ? words().cancelledBack : words().cancelledLost, { tone: "good" });
    } catch (cause) {
      if (toApiError(cause).code === "token_would_be_lost") setLosing(booking);
      else showProblem(cause, words().failed);
    } finally {
      setBusyId(undefined);
      props.onChange();
    }
  }
  return (
    <Show when={bookings().length > 0}>
      <section aria-labelledby="booked">
        <h2 id="booked" class="mb-2 text-md font-bold tracking-tight">
          {words().booked}
        </h2>
        <ul class={`${cardClass} divide-y divide-line`}>
          <For each={bookings()}>
            {(booking) => (
              <li class="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
                <div class="min-w-0 flex-1 basis-48">
                  <p class="font-medium">{booking.className}</p>
                  <p class="text-sm text-ink-2">{dayAndTime(booking)}</p>
                  <p class="text-sm text-ink-3">
                    {isInTime(booking.returnsUntilMs)
                      ? booking.returnsUntilMs === null
                        ? ""
                        : words().returnsUntil(formats().instant(booking.returnsUntilMs))
                      : words().tooLate}
                  </p>
                </div>
                <Show when={hasRole("payer")}>
                  <Button
                    busy={busyId() === booking.enrollmentId}
                    aria-label={words().cancelLabel(booking.className, shortDay(booking.onDate))}
                    onClick={() =>
                      isInTime(booking.returnsUntilMs) ? void cancel(booking, false) : setLosing(booking)
                    }
                  >
                    {words().cancel}
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Show when={losing()} keyed>
          {(booking) => (
            <Losing
              booking={booking}
              busy={busyId() !== undefined}
              onClose={() => setLosing(undefined)}
              onCancel={() => void cancel(booking, true)}
            />
          )}
        </Show>
      </section>
    </Show>
  );
}

/** A token that does not come back cannot be had again, so it is not lost by one press. */
function Losing(props: { booking: Booking; busy: boolean; onClose: () => void; onCancel: () => void }) {
  const words = makeupWords;
  return (
    <Dialog
      open
      onClose={props.onClose}
      size="narrow"
      title={words().loseTitle(props.booking.className, shortDay(props.booking.onDate))}
      description={words().loseHelp}
      actions={
        <>
          <Button onClick={props.onClose}>{words().keep}</Button>
          <Button variant="danger" busy={props.busy} onClick={props.onCancel}>
            {words().lose}
          </Button>
        </>
      }
    />
  );
}
