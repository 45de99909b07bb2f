import { createSignal, Show } from "solid-js";
import { IMAGE_TYPES, MAX_IMAGE_BYTES } from "../../../worker/domains/portal-images/schemas.ts";
import { toApiError } from "../../shared/api-error.ts";
import type { FormField } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { UploadIcon } from "../../shared/ui/icons.tsx";
import { pictureAddress, uploadPicture } from "./upload-picture.ts";

type PictureFieldProps = {
  field: FormField;
  label: string;
  description?: string;
  disabled?: boolean;
};

const MEGABYTE = 1_000_000;

/** A picture of the portal: it goes up when it is chosen, and is shown to families when the form is saved. */
export function PictureField(props: PictureFieldProps) {
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  const fileId = () => props.field.value() as string | null;
  const note = () => problem() ?? props.field.error();
  let input!: HTMLInputElement;

  async function take(file: File | undefined) {
    if (!file) return;
    setProblem(undefined);
    if (file.size > MAX_IMAGE_BYTES) {
      setProblem(`This picture has more than ${MAX_IMAGE_BYTES / MEGABYTE} MB. Choose a smaller one.`);
      return;
    }
    setBusy(true);
    try {
      props.field.set((await uploadPicture(file)).id);
    } catch (cause) {
      setProblem(toApiError(cause).message);
    } finally {
      setBusy(false);
      input.value = "";
    }
  }

  return (
    <div class="flex flex-col gap-1.5">
      <label class="font-medium" for={props.field.id}>
        {props.label}
      </label>
      <Show when={fileId()}>
        {(id) => (
          <img
            src={pictureAddress(id())}
            alt={`${props.label}, as chosen`}
            class="max-h-40 max-w-full self-start rounded-sm border border-line bg-sunken object-contain"
          />
        )}
      </Show>
      <div class="flex flex-wrap items-center gap-2">
        <input
          ref={input}
          id={props.field.id}
          type="file"
          accept={IMAGE_TYPES.join(",")}
          class="sr-only"
          tabindex="-1"
          disabled={props.disabled}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <Button
          icon={UploadIcon}
          busy={busy()}
          disabled={props.disabled}
          aria-label={`${fileId() ? "Change" : "Choose a picture"}: ${props.label}`}
          aria-describedby={`${props.field.id}-note`}
          onClick={() => input.click()}
        >
          {fileId() ? "Change" : "Choose a picture"}
        </Button>
        <Show when={fileId() && !props.disabled}>
          <Button aria-label={`Remove: ${props.label}`} onClick={() => props.field.set(null)}>
            Remove
          </Button>
        </Show>
      </div>
      <p
        id={`${props.field.id}-note`}
        class={`text-sm ${note() ? "text-bad" : "text-ink-3"}`}
        aria-live="polite"
      >
        {note() ?? `${props.description ?? ""} PNG, JPEG or WebP, at most ${MAX_IMAGE_BYTES / MEGABYTE} MB.`}
      </p>
    </div>
  );
}
