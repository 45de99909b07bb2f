import { createEffect, createMemo, createSignal, on } from "solid-js";
import type { CartKind } from "../../../worker/domains/cart/schemas.ts";
import type { AddLineOutcome, LinePreview } from "../../../worker/domains/cart/shapes.ts";
import type { CataloguePage, ChildChoice, ClassChoices } from "../../../worker/domains/catalogue/shapes.ts";
import { api } from "../../shared/api.ts";
import { type ApiError, isAbort, toApiError } from "../../shared/api-error.ts";
import { createQuery } from "../../shared/query.ts";
import { school } from "../portal.ts";
import { refreshMe } from "../session.ts";

/** What was seen as the price of one choice. */
export interface Seen {
  readonly preview?: LinePreview;
  readonly error?: ApiError;
}

interface ChosenLine {
  readonly classId: string;
  readonly studentId: string;
  readonly kind: CartKind;
  readonly slotIds: readonly string[] | null;
  readonly startsOn: string;
}

/** Who, which times, from when on: what a family chooses before a class goes into the cart. */
export function createBooking(page: () => CataloguePage, kind: () => CartKind) {
  const classId = () => page().class.id;
  const choices = createQuery<ClassChoices>(() => `/classes/${classId()}/choices`, { staleMs: 0 });
  const [childId, setChildId] = createSignal<string>();
  const [slotIds, setSlotIds] = createSignal<readonly string[]>([]);
  const [startsOn, setStartsOn] = createSignal<string>();
  const [seen, setSeen] = createSignal<Seen>({});
  const [outcome, setOutcome] = createSignal<AddLineOutcome>();
  const [failed, setFailed] = createSignal<ApiError>();
  const [busy, setBusy] = createSignal(false);
  const [waitsIfFull, setWaitsIfFull] = createSignal(false);

  const children = () => choices.data()?.children ?? [];
  // Whoever has got there may not take the class once more: what was done for them stays on the screen.
  const isDone = () => outcome()?.outcome === "added" || outcome()?.outcome === "waitlisted";
  const child = createMemo<ChildChoice | undefined>((before) => {
    if (isDone()) return before;
    const chosen = children().find(({ id }) => id === childId());
    if (chosen && mayTake(chosen)) return chosen;
    const able = children().filter(mayTake);
    return able.length === 1 ? able[0] : undefined;
  });
  const choosesSlots = () => page().class.takesSomeSlots && (kind() === "active" || kind() === "wait");
  const offersWaiting = () => kind() === "active" && !page().actions.asksFirst && school().settings.waitlist;
  const starts = () => {
    const all = choices.data()?.starts ?? [];
    const from = child()?.fitsFrom ?? "";
    const chosen = slotIds();
    return all.filter(
      (start) =>
        start.onDate >= from &&
        (!choosesSlots() || chosen.length === 0 || start.slotIds.some((id) => chosen.includes(id))),
    );
  };
  const day = () => starts().find(({ onDate }) => onDate === startsOn())?.onDate ?? starts()[0]?.onDate;
  const chosenLine = (before?: ChosenLine): ChosenLine | undefined => {
    if (isDone()) return before;
    const [who, on] = [child(), day()];
    if (!who || !on || (choosesSlots() && slotIds().length === 0)) return undefined;
    const slots = choosesSlots() ? [...slotIds()] : null;
    return { classId: classId(), studentId: who.id, kind: kind(), slotIds: slots, startsOn: on };
  };
  // Data that were read anew are no new choice: the answer to this one stays on the screen.
  const line = createMemo<ChosenLine | undefined>(chosenLine, undefined, { equals: isSameLine });

  let asked: AbortController | undefined;
  createEffect(
    on(line, async (wanted) => {
      asked?.abort();
      setOutcome(undefined);
      setFailed(undefined);
      if (!wanted) return setSeen({});
      const mine = new AbortController();
      asked = mine;
      try {
        setSeen({ preview: await api.post<LinePreview>("/cart/preview", wanted, { signal: mine.signal }) });
      } catch (error) {
        if (!isAbort(error)) setSeen({ error: toApiError(error) });
      }
    }),
  );

  return {
    ...{ choices, children, child, isDone, setChildId, slotIds, starts, day, setStartsOn },
    ...{ offersWaiting, waitsIfFull, setWaitsIfFull },
    ...{ choosesSlots, seen, outcome, failed, busy, line },
    toggleSlot(id: string) {
      setSlotIds((now) => (now.includes(id) ? now.filter((other) => other !== id) : [...now, id]));
    },
    async add() {
      const wanted = line();
      if (!wanted || busy()) return;
      setBusy(true);
      setFailed(undefined);
      try {
        const waits = offersWaiting() && waitsIfFull();
        const asked = { ...wanted, note: "", waitsIfFull: waits };
        setOutcome(await api.post<AddLineOutcome>("/cart/items", asked));
        await refreshMe();
      } catch (error) {
        setFailed(toApiError(error));
      } finally {
        setBusy(false);
      }
    },
  };
}
export type Booking = ReturnType<typeof createBooking>;

function isSameLine(before: object | undefined, now: object | undefined): boolean {
  return JSON.stringify(before) === JSON.stringify(now);
}

/** On one of the days offered nothing but somebody's hand is in the way. */
export const mayTake = ({ fitsFrom, registration }: ChildChoice) =>
  fitsFrom !== null && registration.state === "open";
