import { createSignal } from "solid-js";
import type { EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import type { WaitRow } from "../../../../worker/domains/waitlist/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { readable } from "../../../shared/readable.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { announcePlaces, refreshPlaces } from "../announce-places.ts";
import { waitlist } from "../calls.ts";

export type WaitActs = ReturnType<typeof createWaitActs>;

/** What needs a word of reason before it is done. */
export type Reasoned =
  | { act: "move"; row: WaitRow; from: number; to: number; afterId: string | null }
  | { act: "skip" | "decline"; row: WaitRow };

type Ahead = readonly { readonly name: string }[];

/** Serving the queue of a class by hand. Who begins later takes a place that is free today, so they are named. */
export function createWaitActs(beginLater: () => readonly EnrollmentRow[]) {
  const [busyId, setBusyId] = createSignal<string>();
  const [asked, ask] = createSignal<Reasoned>();

  async function run(row: WaitRow, act: () => Promise<void>) {
    if (busyId() !== undefined) return;
    setBusyId(row.id);
    try {
      await act();
    } catch (cause) {
      refreshPlaces();
      showProblem(cause);
    } finally {
      setBusyId(undefined);
    }
  }

  const refuse = (title: string, detail: string) => {
    refreshPlaces();
    showToast(title, { tone: "bad", detail, durationMs: 12_000 });
  };
  const notTheirTurn = (row: WaitRow, ahead: Ahead) =>
    refuse(
      `It is not the turn of ${row.studentName} yet`,
      `Ahead: ${ahead.map(({ name }) => name).join(", ")}. Skip them or move this entry, with a reason.`,
    );
  const noPlace = () => {
    const later = beginLater().map((row) => `${row.studentName} from ${formats().date(row.startsOn)}`);
    refuse(
      later.length > 0 ? "No place stays free" : "There is no free place now",
      `${later.length > 0 ? `Taken by those who begin later: ${later.join(", ")}. ` : ""}Drop somebody first, or wait for a place.`,
    );
  };

  const offer = (row: WaitRow) =>
    run(row, async () => {
      const answer = await waitlist.offer(row.id, row.version);
      if (answer.outcome === "no_place") return noPlace();
      if (answer.outcome === "not_their_turn") return notTheirTurn(row, answer.ahead);
      announcePlaces([answer.change], {
        detail: `The place is kept until ${formats().instant(answer.expiresAt)}`,
      });
    });

  const accept = (row: WaitRow) =>
    run(row, async () => {
      const answer = await waitlist.accept(row.id, { version: row.version, overrides: [] });
      if (answer.outcome === "no_place") return noPlace();
      if (answer.outcome === "not_their_turn") return notTheirTurn(row, answer.ahead);
      if (answer.outcome === "refused") {
        return refuse(
          `${row.studentName} cannot be enrolled`,
          answer.obstacles.map(({ text }) => readable(text)).join(" "),
        );
      }
      announcePlaces([answer.change]);
    });

  const requeue = (row: WaitRow) =>
    run(row, async () => {
      const { change } = await waitlist.requeue(row.id, row.version);
      announcePlaces([change]);
    });

  const setSiblings = (row: WaitRow, waitsForSiblings: boolean) =>
    run(row, async () => {
      const { change } = await waitlist.edit(row.id, { version: row.version, waitsForSiblings });
      announcePlaces([change]);
    });

  return { busyId, asked, ask, stopAsking: () => ask(undefined), offer, accept, requeue, setSiblings };
}
