import { createSignal, Show } from "solid-js";
import type { MergePreview } from "../../../../worker/domains/families/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { type ApiError, toApiError } from "../../../shared/api-error.ts";
import { plural } from "../../../shared/format/names.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { announceChange } from "../undoable.ts";
import { createMergePreview } from "./merge-preview.ts";
import { MergeSummary } from "./merge-summary.tsx";
import { WinnerChoice } from "./winner-choice.tsx";

type MergeDialogProps = { ids: string[]; onClose: () => void; onMerged: (id: string) => void };

export default function MergeDialog(props: MergeDialogProps) {
  const [winnerId, setWinnerId] = createSignal(props.ids[0] ?? "");
  const [separate, setSeparate] = createSignal<ReadonlySet<string>>(new Set<string>());
  const [saving, setSaving] = createSignal(false);
  const [refused, setRefused] = createSignal<ApiError>();
  const inOrder = () => [winnerId(), ...props.ids.filter((id) => id !== winnerId())];
  const preview = createMergePreview(inOrder);
  const problem = () => refused() ?? preview.error();

  async function merge(shown: MergePreview) {
    setSaving(true);
    try {
      const studentPairs = shown.suggestedStudentPairs
        .filter(({ mergeId }) => !separate().has(mergeId))
        .map(({ keepId, mergeId }) => ({ keepId, mergeId }));
      const done = await api.post<{ id: string; change: Committed }>("/families/merge", {
        familyIds: inOrder(),
        studentPairs,
      });
      announceChange(done.change, { detail: "It can be undone for 30 days from the history." });
      props.onMerged(done.id);
    } catch (cause) {
      setRefused(toApiError(cause));
    } finally {
      setSaving(false);
    }
  }

  const again = () => {
    setRefused(undefined);
    preview.refetch();
  };

  return (
    <Dialog
      open
      size="wide"
      title={`Merge ${plural(props.ids.length, "family", "families")}`}
      description="They become one. The others are no longer listed, and old links to them lead to the one that stays."
      onClose={props.onClose}
      actions={
        <>
          <p class="mr-auto self-center text-sm text-ink-3 max-sm:w-full">
            Can be undone for 30 days from the history.
          </p>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={saving()}
            disabled={!preview.data() || preview.isStale() || Boolean(problem())}
            onClick={() => {
              const shown = preview.data();
              if (shown) void merge(shown);
            }}
          >
            <span class="max-w-64 truncate max-sm:max-w-44">
              Merge into {preview.data()?.winner.name ?? "one"}
            </span>
          </Button>
        </>
      }
    >
      <Show when={problem()}>
        {(error) => <ErrorState error={error()} title="These families could not be merged" onRetry={again} />}
      </Show>
      <Show when={!problem()}>
        <WinnerChoice ids={props.ids} winnerId={winnerId()} onChoose={setWinnerId} />
        <MergeSummary
          preview={preview.data()}
          stale={preview.isStale()}
          separate={separate()}
          onSeparate={setSeparate}
        />
      </Show>
    </Dialog>
  );
}
