import { createSignal, For, Show } from "solid-js";
import type { FamilyNote } from "../../../../worker/domains/families/shapes.ts";
import { api } from "../../../shared/api.ts";
import { formats } from "../../../shared/formats.ts";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { PencilIcon, Trash2Icon } from "../../../shared/ui/icons.tsx";
import { Pill, type PillTone } from "../../../shared/ui/pill.tsx";
import type { FamilyRoom, Written } from "./family-room.ts";
import { studentName } from "./names.ts";
import { NoteForm } from "./note-form.tsx";
import { withoutRecord } from "./without-record.ts";

const ranks = { critical: 0, important: 1, info: 2 };
const severities: Record<FamilyNote["severity"], { label: string; tone: PillTone } | undefined> = {
  critical: { label: "Critical", tone: "bad" },
  important: { label: "Important", tone: "warn" },
  info: undefined,
};

export default function NotesTab(props: { room: FamilyRoom }) {
  const notes = () =>
    [...props.room.page().notes].sort(
      (a, b) => ranks[a.severity] - ranks[b.severity] || b.createdAt - a.createdAt,
    );
  return (
    <div class="flex max-w-180 flex-col gap-6">
      <h2 class="sr-only">Notes</h2>
      <Show when={props.room.mayEdit()}>
        <NoteForm room={props.room} />
      </Show>
      <div>
        <For
          each={notes()}
          fallback={
            <p class="border-t border-line py-3 text-ink-3">
              No notes yet. A critical one stands at the top of the page for everybody who opens this family.
            </p>
          }
        >
          {(note) => <Note room={props.room} note={note} />}
        </For>
      </div>
    </div>
  );
}

function Note(props: { room: FamilyRoom; note: FamilyNote }) {
  const [editing, setEditing] = createSignal(false);
  const about = () => studentName(props.room.page(), props.note.studentId);
  let editButton: HTMLButtonElement | undefined;

  function leave() {
    setEditing(false);
    queueMicrotask(() => editButton?.focus());
  }

  function remove() {
    const { id, version } = props.note;
    void props.room.act(
      () => api.delete<Written>(`${props.room.path()}/notes/${id}`, { version }),
      withoutRecord("notes", id),
    );
  }

  return (
    <Show
      when={!editing()}
      fallback={
        <div class="border-t border-line py-4">
          <NoteForm room={props.room} id={props.note.id} onLeave={leave} />
        </div>
      }
    >
      <article class="flex items-start gap-2 border-t border-line py-3">
        <div class="min-w-0 flex-1">
          <p class="mb-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-3">
            <Show when={severities[props.note.severity]}>
              {(severity) => <Pill tone={severity().tone}>{severity().label}</Pill>}
            </Show>
            <Show when={about()}>{(name) => <Pill>{name()}</Pill>}</Show>
            <span>
              {props.note.authorName} · {formats().instant(props.note.createdAt)}
            </span>
          </p>
          <p class="max-w-[68ch] whitespace-pre-line [overflow-wrap:anywhere]" dir="auto">
            {props.note.body}
          </p>
        </div>
        <Show when={props.room.mayEdit()}>
          <span class="-mt-1.5 -mr-2 flex" data-no-print>
            <IconButton
              ref={editButton}
              label="Edit the note"
              icon={PencilIcon}
              onClick={() => setEditing(true)}
            />
            <IconButton label="Delete the note" icon={Trash2Icon} onClick={remove} />
          </span>
        </Show>
      </article>
    </Show>
  );
}
