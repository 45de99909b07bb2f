import { onMount, Show } from "solid-js";
import { type NoteInput, noteInput } from "../../../../worker/domains/families/schemas.ts";
import { api } from "../../../shared/api.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { LeaveGuard } from "../../../shared/ui/leave-guard.tsx";
import { newNote } from "../forms/new-records.ts";
import { NoteFields } from "../forms/note-fields.tsx";
import type { FamilyRoom, Written } from "./family-room.ts";
import { RecordClash } from "./record-clash.tsx";
import { createRecordForm } from "./record-form.ts";

type NoteFormProps = {
  room: FamilyRoom;
  /** The note that is edited; a new one without it. */
  id?: string;
  onLeave?: () => void;
};

const labels = { body: "Note", severity: "Severity", studentId: "About" };

/** Written where it will stand. Ctrl or ⌘ with Enter saves, Escape leaves an edit. */
export function NoteForm(props: NoteFormProps) {
  const { room } = props;
  const path = `${room.path()}/notes`;
  const form = createRecordForm<NoteInput, NoteInput>({
    room,
    find: (page) => {
      const note = page.notes.find(({ id }) => id === props.id);
      if (!note) return undefined;
      const { body, severity, studentId, version } = note;
      return { values: { body, severity, studentId }, version };
    },
    fresh: newNote(),
    schema: noteInput,
    send: (output, kept, idempotencyKey) =>
      kept
        ? api.put<Written>(`${path}/${props.id}`, { ...output, version: kept.version }, { idempotencyKey })
        : api.post<Written>(path, output, { idempotencyKey }),
    onSaved: () => {
      if (props.id === undefined) form.reset(newNote());
      props.onLeave?.();
    },
  });

  onMount(() => !form.isNew && document.getElementById(form.field("body").id)?.focus());

  function onKeyDown(event: KeyboardEvent) {
    // What was typed is left by its own button only.
    if (event.key === "Escape" && props.onLeave && !form.dirty()) {
      event.preventDefault();
      props.onLeave();
    }
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void form.submit(event);
  }

  return (
    <form
      novalidate
      aria-label={form.isNew ? "New note" : "Edit the note"}
      class="flex flex-col gap-3"
      onSubmit={form.submit}
      onKeyDown={onKeyDown}
      data-no-print
    >
      <LeaveGuard dirty={form.dirty()} what="this note" />
      <ErrorSummary form={form} />
      <RecordClash form={form} labels={labels} />
      <NoteFields form={form} students={room.page().students} />
      <div class="flex gap-2">
        <Button variant={form.isNew ? "plain" : "primary"} type="submit" busy={form.submitting()}>
          {form.isNew ? "Add note" : "Save"}
        </Button>
        <Show when={props.onLeave}>
          <Button onClick={() => props.onLeave?.()}>Cancel</Button>
        </Show>
      </div>
    </form>
  );
}
