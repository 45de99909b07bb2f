import { createRoot, createSignal, type JSX, Show } from "solid-js";
import { toApiError } from "../../../shared/api-error.ts";
import { PencilIcon } from "../../../shared/ui/icons.tsx";
import type { FactEditor } from "./fact-editor.tsx";
import { type FactDraft, FactField } from "./fact-field.tsx";
import type { FamilyRoom } from "./family-room.ts";
import { type EditableFact, saveFact } from "./save-fact.ts";

type InlineFactProps = {
  room: FamilyRoom;
  fact: EditableFact;
  editor: FactEditor;
  /** How the value reads; the value itself when it is left out. */
  shown?: (value: string) => JSX.Element;
  /** What stands in the place of a value that is not there. */
  empty?: string;
  /** False for a reader who may only look. */
  editable: boolean;
  /** In a line of text: as wide as what it holds. */
  fits?: boolean;
};

const box =
  "block w-full min-h-8 rounded-sm border border-transparent px-2.5 py-1.25 text-left whitespace-pre-line [overflow-wrap:anywhere] pointer-coarse:min-h-11 pointer-coarse:py-2.5";

/** One for all facts, of which a student has some twenty: it goes to where the pointer is. */
const pencil = createRoot(() => (
  <PencilIcon class="pointer-events-none absolute top-2.25 right-2 size-3.5 bg-sheet text-ink-3 opacity-0 group-hover/fact:opacity-100 print:hidden" />
)) as Element;

/** A fact that turns into its own field, in its own place and size, by a press or by `e`. */
export function InlineFact(props: InlineFactProps) {
  const [draft, setDraft] = createSignal<FactDraft>();
  const value = () => props.fact.read(props.room.page());
  let button: HTMLButtonElement | undefined;

  const edit = () => setDraft({ began: value(), typed: value() });

  function leave(takeFocus: boolean) {
    setDraft(undefined);
    if (takeFocus) button?.focus();
  }

  /** The new value shows at once; the field comes back only when there is something to say about it. */
  async function save(next: FactDraft, takeFocus: boolean) {
    leave(takeFocus);
    try {
      const clash = await saveFact(props.room, props.fact, next.began, next.typed);
      if (clash) setDraft({ ...next, clash });
    } catch (cause) {
      const problem = toApiError(cause);
      setDraft({ ...next, error: problem.problem.fields?.[0]?.message ?? problem.message });
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "e" || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    edit();
  }

  const face = () => {
    const known = value();
    if (!known) return <span class="text-ink-3">{props.empty ?? "–"}</span>;
    return <bdi>{props.shown ? props.shown(known) : known}</bdi>;
  };
  const wrapper = props.fits ? "-mx-2.5 min-w-11 max-w-full" : "-mx-2.5";

  return (
    <div class={wrapper}>
      <Show
        when={props.editable && draft()}
        keyed
        fallback={
          props.editable ? (
            <button
              ref={button}
              type="button"
              class={`group/fact relative cursor-text hover:border-line-strong hover:bg-sheet ${box}`}
              onClick={edit}
              onKeyDown={onKeyDown}
              onPointerOver={(event) => event.currentTarget.append(pencil)}
            >
              {face()}
              <span class="sr-only">, edit {props.fact.label.toLowerCase()}</span>
            </button>
          ) : (
            <div class={box}>{face()}</div>
          )
        }
      >
        {(open) => (
          <FactField
            label={props.fact.label}
            editor={props.editor}
            draft={open}
            shown={props.shown}
            fits={props.fits}
            onSave={(next, takeFocus) => void save(next, takeFocus)}
            onLeave={() => leave(true)}
          />
        )}
      </Show>
    </div>
  );
}
