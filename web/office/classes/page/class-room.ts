import { type Accessor, createSignal } from "solid-js";
import type { ClassPage, ClassSlot, SlotVersion } from "../../../../worker/domains/classes/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { toApiError } from "../../../shared/api-error.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { showProblem } from "../../../shared/toasts.ts";
import { announce } from "../../audit/announce.ts";
import { createClassOptions } from "../class-options.ts";

export type Written = { change: Committed | null };

/** What lies over the page. */
export type Opened =
  | { kind: "edit" }
  | { kind: "duplicate" }
  | { kind: "add_slot" }
  | { kind: "change_slot"; slot: ClassSlot }
  | { kind: "end_slot"; slot: ClassSlot }
  | { kind: "correct"; slot: ClassSlot; version: SlotVersion }
  | { kind: "confirm"; title: string; text: string; act: string; run: () => void };

export type ClassRoom = ReturnType<typeof createClassRoom>;

/** Everything that shows a class or its places. */
export const touched = ["/classes", "/enrollments", "/calendar"];

/** One class and everything that can be done with it. */
export function createClassRoom(id: Accessor<string>) {
  const path = () => `/classes/${id()}`;
  const query = createQuery<ClassPage>(path);
  const options = createClassOptions();
  const [opened, setOpened] = createSignal<Opened>();
  const close = () => setOpened(undefined);

  const saved = ({ change }: Written) => {
    announce(change, ...touched);
    close();
  };

  /** Writes; where the server asks first, says what it asks and writes again when the person agrees. */
  async function act(send: (isSeen: boolean) => Promise<Written>, question: { title: string; act: string }) {
    try {
      saved(await send(false));
    } catch (cause) {
      const error = toApiError(cause);
      if (!asks.has(error.code)) return showProblem(error);
      setOpened({
        ...{ kind: "confirm", ...question, text: error.message },
        run: () => void send(true).then(saved, showProblem),
      });
    }
  }

  return {
    path,
    query,
    options: options.data,
    page: () => query.data() as ClassPage,
    mayEdit: () => can("classes", "full"),
    opened,
    open: (what: Opened) => setOpened(what),
    close,
    saved,
    act,
  };
}

/** Refusals that are questions: the same act goes through once the person has seen what it means. */
export const asks = new Set(["students_enrolled", "slot_enrolled", "over_capacity"]);
