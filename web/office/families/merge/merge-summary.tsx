import { For, Show } from "solid-js";
import type { MergePreview } from "../../../../worker/domains/families/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import { SkeletonText } from "../../../shared/ui/skeleton.tsx";

type MergeSummaryProps = {
  preview: MergePreview | undefined;
  stale: boolean;
  /** Students who were said to be two children after all. */
  separate: ReadonlySet<string>;
  onSeparate: (separate: ReadonlySet<string>) => void;
};

export function MergeSummary(props: MergeSummaryProps) {
  return (
    <section class="mt-5 border-t border-line pt-4" aria-live="polite" aria-busy={props.stale}>
      <Show
        when={props.preview}
        fallback={
          <p aria-hidden="true">
            <SkeletonText width={320} />
          </p>
        }
      >
        {(preview) => (
          <div class="flex flex-col gap-4 transition-opacity" classList={{ "opacity-60": props.stale }}>
            <Moves preview={preview()} />
            <SharedContacts contacts={preview().sharedContacts} />
            <SameChildren {...props} preview={preview()} />
          </div>
        )}
      </Show>
    </section>
  );
}

function listed(preview: MergePreview): string {
  const { guardians, students, notes, contacts } = preview.counts;
  const parts = [
    guardians > 0 && plural(guardians, "guardian"),
    students > 0 && plural(students, "student"),
    contacts > 0 && plural(contacts, "contact"),
    notes > 0 && plural(notes, "note"),
  ].filter((part) => part !== false);
  return parts.length > 0 ? new Intl.ListFormat("en").format(parts) : "Nothing";
}

function Moves(props: { preview: MergePreview }) {
  const from = () => new Intl.ListFormat("en").format(props.preview.losers.map(({ name }) => name));
  return (
    <div>
      <h3 class="font-semibold">What moves</h3>
      <p class="text-ink-2 [overflow-wrap:anywhere]">
        {listed(props.preview)} from {from()} to {props.preview.winner.name}, with enrollments, keywords and
        history. Guardians of the same name become one.
      </p>
    </div>
  );
}

function SharedContacts(props: { contacts: readonly string[] }) {
  const shown = (contact: string) => (contact.startsWith("+") ? formats().phone(contact) : contact);
  return (
    <Show when={props.contacts.length > 0}>
      <div>
        <h3 class="font-semibold">Kept once</h3>
        <p class="text-ink-2 tabular-nums [overflow-wrap:anywhere]">{props.contacts.map(shown).join(", ")}</p>
      </div>
    </Show>
  );
}

function SameChildren(props: MergeSummaryProps & { preview: MergePreview }) {
  const toggle = (id: string, same: boolean) => {
    const next = new Set(props.separate);
    if (same) next.delete(id);
    else next.add(id);
    props.onSeparate(next);
  };
  return (
    <Show when={props.preview.suggestedStudentPairs.length > 0}>
      <fieldset>
        <legend class="font-semibold">The same child twice?</legend>
        <p class="text-ink-2">
          Same name, same birth date. Ticked ones become one student, with all enrollments.
        </p>
        <For each={props.preview.suggestedStudentPairs}>
          {(pair) => (
            <label class="mt-1.5 flex items-center gap-2.5 pointer-coarse:min-h-11">
              <input
                type="checkbox"
                class="check"
                checked={!props.separate.has(pair.mergeId)}
                onChange={(event) => toggle(pair.mergeId, event.currentTarget.checked)}
              />
              <span>
                {pair.name}
                <Show when={pair.birthDate}>
                  {(birthDate) => (
                    <span class="text-ink-3 tabular-nums">
                      {" "}
                      {formats().date(birthDate())}, {formats().age(birthDate())}
                    </span>
                  )}
                </Show>
              </span>
            </label>
          )}
        </For>
      </fieldset>
    </Show>
  );
}
