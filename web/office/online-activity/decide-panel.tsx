import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from "solid-js";
import type { ItemPreview } from "../../../worker/domains/online-activity/preview-items.ts";
import type { ActivityRow } from "../../../worker/domains/online-activity/schemas.ts";
import { type ApiError, toApiError } from "../../shared/api-error.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { ProgressTrack } from "../../shared/ui/progress-bar.tsx";
import { SkeletonText } from "../../shared/ui/skeleton.tsx";
import { type Decision, decide, previewOf, sumsOf } from "./activity-calls.ts";
import { announceDecided } from "./announce-decided.ts";
import { PreviewLines } from "./preview-lines.tsx";

type DecidePanelProps = {
  /** Requests that wait; one in the peek, several in the bulk dialog. */
  rows: readonly ActivityRow[];
  /** Says of each what it is, where nothing around it does. */
  isTitled?: boolean;
  /** Nothing is left to decide; what was written stays to be copied. */
  isOver?: boolean;
  onDone: () => void;
};

const textMax = 1_000;

/** What approving would do, words for the family, and the two answers. */
export function DecidePanel(props: DecidePanelProps) {
  const [previews, setPreviews] = createSignal<readonly ItemPreview[]>();
  const [problem, setProblem] = createSignal<ApiError>();
  const [text, setText] = createSignal("");
  const [against, setAgainst] = createSignal(false);
  const [busy, setBusy] = createSignal<Decision>();
  const [done, setDone] = createSignal(0);
  const [sent, setSent] = createSignal(0);
  const textId = createUniqueId();

  const previewFor = (row: ActivityRow) => previews()?.find(({ id }) => id === row.id);
  const key = createMemo(() => props.rows.map(({ id, version }) => `${id} ${version}`).join());
  createEffect(
    on(key, () => {
      const asked = key();
      // What is known of those that are left stays until it is known anew: no button goes away under somebody's hand.
      if (!props.rows.every((row) => previewFor(row))) setPreviews(undefined);
      setProblem(undefined);
      setAgainst(false);
      if (asked === "") return;
      previewOf(props.rows.map(({ id }) => id)).then(
        (found) => key() === asked && setPreviews(found),
        (cause) => key() === asked && setProblem(toApiError(cause)),
      );
    }),
  );

  const mayOverride = (preview: ItemPreview) =>
    preview.overrides.length > 0 && can("override_enrollment", "full");
  const isClear = (preview: ItemPreview) =>
    preview.problems.length === 0 || (against() && mayOverride(preview));
  const approvable = () => props.rows.filter((row) => isClear(previewFor(row) ?? blocked));
  const totals = () =>
    approvable().reduce(
      (sum, row) => {
        const { chargeMinor, creditMinor } = sumsOf(previewFor(row)!);
        return { chargeMinor: sum.chargeMinor + chargeMinor, creditMinor: sum.creditMinor + creditMinor };
      },
      { chargeMinor: 0, creditMinor: 0 },
    );

  async function send(decision: Decision) {
    const rows = decision === "approve" ? approvable() : props.rows;
    setBusy(decision);
    setDone(0);
    setSent(rows.length);
    const chosen = rows.map((row) => {
      const preview = previewFor(row);
      return { row, ...(preview ? { preview } : {}), overrides: against() ? preview?.overrides : undefined };
    });
    try {
      const decided = await decide(decision, text().trim(), chosen, setDone);
      announceDecided(decision, decided);
      if (decided.every(({ problem }) => problem === null)) props.onDone();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(undefined);
    }
  }

  return (
    <div class="flex flex-col gap-4">
      <section aria-label="What approving does" aria-live="polite" aria-busy={!previews()}>
        <Show when={!problem()} fallback={<Notice tone="bad">{problem()?.message}</Notice>}>
          <Show when={previews()} fallback={<SkeletonText width={220} />}>
            <ul class="flex flex-col gap-3">
              <For each={props.rows}>
                {(row) => (
                  <PreviewLines row={row} preview={previewFor(row)} isTitled={props.isTitled ?? false} />
                )}
              </For>
            </ul>
          </Show>
        </Show>
      </section>
      <Show when={previews()?.some((preview) => preview.problems.length > 0 && mayOverride(preview))}>
        <label class="flex items-start gap-2">
          <input
            type="checkbox"
            class="mt-1"
            checked={against()}
            onInput={(event) => setAgainst(event.currentTarget.checked)}
          />
          <span>Approve against the rules named above</span>
        </label>
      </Show>
      <div>
        <label for={textId} class="mb-1 block font-medium">
          To the family <span class="font-regular text-ink-3">optional</span>
        </label>
        <textarea
          id={textId}
          class="control field-sizing-content max-h-60 min-h-18 resize-y"
          rows={3}
          maxLength={textMax}
          placeholder="Goes into the mail with your answer"
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <Show when={props.rows.length > 1 && previews()}>
        <p class="font-medium tabular-nums" aria-live="polite">
          {approvable().length} of {props.rows.length} can be approved
          <Show when={totals().chargeMinor > 0}>, charges {formats().money(totals().chargeMinor)}</Show>
          <Show when={totals().creditMinor > 0}>, credits {formats().money(totals().creditMinor)}</Show>.
        </p>
      </Show>
      <Show when={busy() && sent() > 1}>
        <ProgressTrack label="Deciding" done={done()} total={sent()} />
      </Show>
      <div class="flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={busy() === "approve"}
          disabled={props.isOver || approvable().length === 0 || busy() === "deny"}
          onClick={() => void send("approve")}
        >
          {props.rows.length > 1 ? `Approve ${approvable().length}` : "Approve"}
        </Button>
        <Button
          busy={busy() === "deny"}
          disabled={props.isOver || busy() === "approve"}
          onClick={() => void send("deny")}
        >
          {props.rows.length > 1 ? `Deny ${props.rows.length}` : "Deny"}
        </Button>
      </div>
    </div>
  );
}

/** Stands for a preview that is not there yet. */
const blocked: ItemPreview = { id: "", effects: [], problems: ["Not known yet"], overrides: [], money: [] };
