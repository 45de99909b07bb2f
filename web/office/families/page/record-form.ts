import { createSignal } from "solid-js";
import { unwrap } from "solid-js/store";
import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";
import { ApiError, toApiError } from "../../../shared/api-error.ts";
import { createForm, type Schema } from "../../../shared/form.ts";
import { mergeEdits } from "../../../shared/merge-edits.ts";
import { dismissToast, showToast } from "../../../shared/toasts.ts";
import type { FamilyRoom, Written } from "./family-room.ts";

type Kept<Values> = { values: Values; version: number };

type RecordFormOptions<Values extends object, Output> = {
  room: FamilyRoom;
  /** The record as it stands in a page; undefined for a new one, or when it is gone. */
  find: (page: FamilyPage) => Kept<Values> | undefined;
  fresh: Values;
  schema: Schema<Output>;
  send: (output: Output, kept: Kept<Values> | undefined, idempotencyKey: string) => Promise<Written>;
  onSaved?: () => void;
};

/**
 * A form over one record of the family. When somebody else saved the record meanwhile, both edits are put together;
 * only what both changed differently is asked about.
 */
export function createRecordForm<Values extends object, Output>(options: RecordFormOptions<Values, Output>) {
  const { room } = options;
  const opened = options.find(room.snapshot());
  const [clash, setClash] = createSignal<{ theirs: Kept<Values>; fields: string[] }>();
  let kept = opened;

  const form = createForm<Values, Output, Written>({
    initial: opened?.values ?? options.fresh,
    schema: options.schema,
    send: (output, key) => room.inTurn(() => send(output, key)),
    onSaved: (written) => {
      room.announce(written);
      room.refresh();
      room.close();
      options.onSaved?.();
    },
  });

  async function send(output: Output, key: string): Promise<Written> {
    try {
      return await options.send(output, kept, key);
    } catch (cause) {
      if (!kept || toApiError(cause).code !== "changed_meanwhile") throw cause;
      const theirs = options.find(await room.reload());
      if (!theirs) throw cause;
      const mine = structuredClone(unwrap(form.values)) as Values;
      const { merged, clashes } = mergeEdits(kept.values, mine, theirs.values);
      takeOver(merged);
      if (clashes.length > 0) setClash({ theirs, fields: clashes });
      kept = theirs;
      throw clashes.length > 0 ? bothChanged() : nothingLost();
    }
  }

  function takeOver(values: Values) {
    for (const [key, value] of Object.entries(values)) form.set(key, structuredClone(value));
  }

  const draft = room.takeDraft();
  if (draft) takeOver(draft as Values);

  return {
    ...form,
    isNew: opened === undefined,
    leave: () => leaveForm(room, form),
    clash,
    keepMine: () => setClash(undefined),
    takeTheirs() {
      const found = clash();
      setClash(undefined);
      if (!found) return;
      const theirs = found.theirs.values as Record<string, unknown>;
      for (const key of found.fields) form.set(key, structuredClone(theirs[key]));
    },
  };
}

/** Closing by Escape or a stray press loses nothing: what was typed can be had back for a while. */
function leaveForm(room: FamilyRoom, form: { dirty: () => boolean; values: object }) {
  const what = room.opened();
  const typed = form.dirty() ? structuredClone(unwrap(form.values)) : undefined;
  room.close();
  if (!what || !typed) return;
  const id = showToast("Closed without saving", {
    durationMs: 20_000,
    action: {
      label: "Go on editing",
      run() {
        dismissToast(id);
        room.resume(what, typed);
      },
    },
  });
}

/** Both edits are in the form now; a person looks at the result once before it is saved. */
const nothingLost = () =>
  savedMeanwhile("Their changes are in the form now, beside yours. Look once, then save again.");

const bothChanged = () =>
  savedMeanwhile("Nothing you typed is lost. Only what you both changed needs a decision.");

const savedMeanwhile = (detail: string) =>
  new ApiError({
    type: "about:blank",
    title: "Somebody else saved this meanwhile",
    detail,
    status: 409,
    code: "changed_meanwhile",
  });
