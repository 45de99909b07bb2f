import { createSignal, Show } from "solid-js";
import { Button } from "../../shared/ui/button.tsx";
import { UploadIcon } from "../../shared/ui/icons.tsx";
import { ProgressTrack } from "../../shared/ui/progress-bar.tsx";

type DropZoneProps = {
  /** How much was sent, from 0 to 1; undefined while nothing is. */
  progress: number | undefined;
  onFiles: (files: File[]) => void;
  onCancel: () => void;
};

/** Files are dropped on it, or chosen with its button, which is all that the keyboard needs. */
export function DropZone(props: DropZoneProps) {
  const [over, setOver] = createSignal(false);
  let input!: HTMLInputElement;

  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    setOver(isOver);
  };
  const drop = (event: DragEvent) => {
    drag(event, false);
    props.onFiles([...(event.dataTransfer?.files ?? [])]);
  };
  const choose = () => {
    props.onFiles([...(input.files ?? [])]);
    // The same file can be chosen again after it was corrected.
    input.value = "";
  };

  return (
    <section
      aria-label="Files to import"
      class="flex flex-col items-center gap-3 rounded-md border-2 border-dashed px-6 py-10 text-center transition-colors duration-100"
      classList={{ "border-accent bg-accent-soft": over(), "border-line-strong bg-sheet": !over() }}
      onDragEnter={(event) => drag(event, true)}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        class="sr-only"
        tabindex="-1"
        aria-label="Files to import"
        multiple
        accept=".csv,.tsv,.txt,.zip,text/csv,application/zip"
        onChange={choose}
      />
      <span class="grid size-11 place-items-center rounded-md bg-accent-soft text-accent">
        <UploadIcon class="size-5" />
      </span>
      <Show when={props.progress !== undefined} fallback={<Invitation onChoose={() => input.click()} />}>
        <Sending share={props.progress ?? 0} onCancel={props.onCancel} />
      </Show>
    </section>
  );
}

function Invitation(props: { onChoose: () => void }) {
  return (
    <>
      <div>
        <p class="text-md font-bold tracking-tight">Drop a CSV file here</p>
        <p class="mt-1 text-ink-2">
          Any columns, in any order. A OneRoster set works too: all its files, or the zip they came in.
        </p>
      </div>
      <Button variant="primary" onClick={() => props.onChoose()}>
        Choose files
      </Button>
      <p class="text-sm text-ink-3">
        Up to 50,000 rows and 25 MB. From a spreadsheet: “Save as”, then “CSV”.
      </p>
    </>
  );
}

function Sending(props: { share: number; onCancel: () => void }) {
  const percent = () => Math.round(props.share * 100);
  const isSent = () => props.share >= 1;
  return (
    <div class="flex w-full max-w-sm flex-col gap-2">
      <p class="font-medium tabular-nums" role="status">
        {isSent() ? "Reading the file …" : `Sending … ${percent()} %`}
      </p>
      <ProgressTrack label="Upload" done={percent()} total={isSent() ? null : 100} />
      <span>
        <Button size="small" variant="quiet" onClick={() => props.onCancel()}>
          Cancel
        </Button>
      </span>
    </div>
  );
}
