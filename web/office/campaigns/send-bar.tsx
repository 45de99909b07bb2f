import { createSignal, Show } from "solid-js";
import { startOfDateMs } from "../../../tenant-schema/dates.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { formats } from "../../shared/formats.ts";
import { place } from "../../shared/session.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { announce } from "../audit/announce.ts";
import type { Editing } from "./editing.ts";
import { SendNowDialog } from "./send-now-dialog.tsx";

/** Save, try, send now or at a time; what is scheduled can be moved and called off. */
export function SendBar(props: { editing: Editing; onChanged: () => void }) {
  const { editing } = props;
  const { path } = editing;
  const isScheduled = () => props.editing.page.state === "scheduled";
  const [date, setDate] = createSignal("");
  const [time, setTime] = createSignal("09:00");
  const [asks, setAsks] = createSignal(false);
  const changed = () => {
    invalidate("/campaigns", "/tasks");
    props.onChanged();
  };
  const schedule = (sendAt: number | null) =>
    editing.act(async (version) => {
      const answer = await api.post<{ version: number; sendAt: number }>(`${path}/schedule`, {
        version,
        sendAt,
      });
      editing.setVersion(answer.version);
      const at = formats().instant(answer.sendAt, { dateStyle: "medium", timeStyle: "short" });
      showToast(
        sendAt === null ? "It goes out in a moment; until then it can be called off" : `It goes out on ${at}`,
        {
          tone: "good",
        },
      );
      changed();
    });
  const test = () =>
    editing.act(async () => {
      const { sentTo } = await api.post<{ sentTo: string }>(`${path}/test`, {});
      showToast(`A test is on its way to ${sentTo}`, { tone: "good" });
    });
  const cancel = () =>
    editing.act(async (version) => {
      const { change } = await api.post<{ change: Committed }>(`${path}/cancel`, { version });
      announce(change, "/campaigns", "/tasks");
      props.onChanged();
    });
  const nobody = () => editing.preview()?.recipients === 0;
  return (
    <div class="flex flex-col gap-4 border-t border-line pt-4">
      <Show when={isScheduled() && props.editing.page.sendAt}>
        {(sendAt) => (
          <p role="status" class="rounded-md bg-accent-soft px-3 py-2 font-medium text-accent">
            Goes out on {formats().instant(sendAt(), { dateStyle: "full", timeStyle: "short" })}
          </p>
        )}
      </Show>
      <fieldset class="flex flex-wrap items-end gap-3">
        <legend class="sr-only">When it goes out</legend>
        <label class="flex flex-col gap-1">
          <span class="font-medium">Day</span>
          <input
            type="date"
            class="control"
            min={formats().today()}
            value={date()}
            onInput={(event) => setDate(event.currentTarget.value)}
          />
        </label>
        <label class="flex flex-col gap-1">
          <span class="font-medium">Time</span>
          <input
            type="time"
            class="control"
            value={time()}
            onInput={(event) => setTime(event.currentTarget.value)}
          />
        </label>
        <Button
          disabled={date() === "" || time() === "" || nobody()}
          onClick={() => void schedule(instantOf(date(), time()))}
        >
          {isScheduled() ? "Move to then" : "Schedule"}
        </Button>
      </fieldset>
      <div class="flex flex-wrap gap-2">
        <Button variant="primary" disabled={nobody()} onClick={() => setAsks(true)}>
          Send now…
        </Button>
        <Button type="submit" busy={editing.form.submitting()} disabled={!editing.form.dirty()}>
          {isScheduled() ? "Save the changes" : "Save the draft"}
        </Button>
        <Button onClick={() => void test()}>Send a test to me</Button>
        <Button onClick={() => void cancel()}>{isScheduled() ? "Call it off" : "Discard"}</Button>
      </div>
      <SendNowDialog
        editing={editing}
        open={asks()}
        onClose={() => setAsks(false)}
        onSend={() => {
          setAsks(false);
          void schedule(null);
        }}
      />
    </div>
  );
}

const HOUR_MS = 3_600_000;
const DAY_MINUTES = 1_440;

/** The wall's time at the school, whatever clock this browser has, also on a day on which clocks change. */
function instantOf(date: string, time: string): number {
  const timeZone = place()?.timeZone ?? "UTC";
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const wanted = hours * 60 + minutes;
  const guess = startOfDateMs(date, timeZone) + wanted * 60_000;
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(
    guess,
  );
  const [shownHours = 0, shownMinutes = 0] = parts.split(":").map(Number);
  const off = wanted - (shownHours * 60 + shownMinutes);
  return Math.abs(off) > DAY_MINUTES / 2 ? guess : guess + (off / 60) * HOUR_MS;
}
