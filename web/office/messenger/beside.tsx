import { A } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import type { FamilyBeside, ThreadPage } from "../../../worker/domains/conversations/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { Trash2Icon, XIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { studentHref } from "../families/student-href.ts";
import { LeadForm } from "./lead-form.tsx";
import { addNote, deleteNote } from "./messenger-calls.ts";

type BesideProps = { page: ThreadPage; onClose?: (() => void) | undefined };

/** What is good to know of whom one writes with, and what staff wrote down about it. */
export function Beside(props: BesideProps) {
  return (
    <div class="flex flex-col gap-6 p-4">
      <Show when={props.onClose}>
        {(close) => (
          <div class="-mb-4 flex justify-end">
            <IconButton label="Close" icon={XIcon} onClick={() => close()()} />
          </div>
        )}
      </Show>
      <Show when={props.page.family}>{(family) => <FamilyFacts family={family()} />}</Show>
      <Show when={props.page.conversation.familyId === null && props.page.conversation.staffId === null}>
        <LeadForm page={props.page} />
      </Show>
      <Notes page={props.page} />
    </div>
  );
}

function FamilyFacts(props: { family: FamilyBeside }) {
  return (
    <section class="flex flex-col gap-2">
      <h3 class="text-sm font-semibold text-ink-2">Family</h3>
      <p>
        <A class="link font-semibold" href={`/families/${props.family.id}`}>
          {props.family.name}
        </A>
      </p>
      <Show when={props.family.flagText}>{(text) => <Pill tone="warn">{text()}</Pill>}</Show>
      <Show when={props.family.balanceMinor !== null}>
        <p class="flex justify-between gap-2 text-sm">
          <span class="text-ink-3">Balance</span>
          <span class="font-medium tabular-nums">{formats().balance(props.family.balanceMinor ?? 0)}</span>
        </p>
      </Show>
      <ul class="flex flex-col gap-2 text-sm">
        <For each={props.family.students}>
          {(student) => (
            <li>
              <A class="link" href={studentHref(props.family.id, student.id)}>
                {student.name}
              </A>
              <p class="text-ink-3">{student.classes.join(", ") || "In no class now"}</p>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

function Notes(props: { page: ThreadPage }) {
  const [body, setBody] = createSignal("");
  const { id } = props.page.conversation;
  const save = async () => {
    if (body().trim() !== "" && (await addNote(id, body()))) setBody("");
  };
  return (
    <section class="flex flex-col gap-2">
      <h3 class="text-sm font-semibold text-ink-2">Notes, for staff only</h3>
      <Show when={can("sms_logs", "full")}>
        <form
          class="flex flex-col items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <textarea
            class="control field-sizing-content min-h-16"
            aria-label="A note for staff"
            placeholder="What the next person should know"
            maxLength={2000}
            value={body()}
            onInput={(event) => setBody(event.currentTarget.value)}
          />
          <Button size="small" type="submit" disabled={body().trim() === ""}>
            Add note
          </Button>
        </form>
      </Show>
      <ul class="flex flex-col gap-3">
        <For each={props.page.notes}>
          {(note) => (
            <li class="rounded-sm bg-warn-soft px-3 py-2 text-sm">
              <p class="[overflow-wrap:anywhere] whitespace-pre-wrap">{note.body}</p>
              <p class="flex items-center justify-between gap-2 text-xs text-ink-2">
                <span>
                  {note.authorName} · {formats().ago(note.createdAt)}
                </span>
                <Show when={can("sms_logs", "full")}>
                  <IconButton
                    label="Delete this note"
                    icon={Trash2Icon}
                    onClick={() => void deleteNote(id, note.id)}
                  />
                </Show>
              </p>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
