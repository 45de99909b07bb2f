import { createSignal, For, onCleanup, Show } from "solid-js";
import type { SnippetRow, ThreadPage } from "../../../worker/domains/conversations/schemas.ts";
import {
  ATTACHMENT_TYPES,
  MAX_ATTACHMENT_BYTES,
  MAX_TEXT_LENGTH,
} from "../../../worker/domains/texts/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { ImageIcon, SendIcon, XIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuItem } from "../../shared/ui/menu.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { Blocked } from "./blocked.tsx";
import { filledIn } from "./fill-snippet.ts";
import { keepAnswer, keptAnswer } from "./kept-answer.ts";
import { LengthLine } from "./length-line.tsx";
import { pictureAddress, sendText, uploadPicture } from "./messenger-calls.ts";

type ComposerProps = { page: ThreadPage; onTyping: (isTyping: boolean) => void };

/** Somebody who has not pressed a key for so long does not type any more. */
const stillMs = 4_000;

const isPicture = ({ type, size }: File) =>
  ATTACHMENT_TYPES.some((one) => one === type) && size <= MAX_ATTACHMENT_BYTES;

/** Where the answer is written: Enter sends, Shift and Enter begins a line. */
export function Composer(props: ComposerProps) {
  const { id } = props.page.conversation;
  const [body, setBody] = createSignal(keptAnswer(id));
  const [pictures, setPictures] = createSignal<readonly string[]>([]);
  const [isSending, setSending] = createSignal(false);
  let area: HTMLTextAreaElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const sending = () => props.page.sending;
  const isEmpty = () => body().trim() === "" && pictures().length === 0;
  const isTooLong = () => body().trim().length > MAX_TEXT_LENGTH;

  function write(text: string) {
    setBody(text);
    keepAnswer(id, text);
    clearTimeout(timer);
    props.onTyping(text !== "");
    timer = setTimeout(() => props.onTyping(false), stillMs);
  }

  async function send() {
    if (isEmpty() || isTooLong() || isSending()) return;
    setSending(true);
    const isSent = await sendText(id, body(), pictures());
    setSending(false);
    if (!isSent) return;
    write("");
    setPictures([]);
    area?.focus();
  }

  async function add(file: File | undefined) {
    if (!file) return;
    if (!isPicture(file)) {
      const detail = "Choose a JPEG, PNG or GIF picture of at most 5 MB.";
      showToast("This file cannot go with a text", { detail, tone: "bad" });
      return;
    }
    try {
      const fileId = await uploadPicture(id, file);
      setPictures([...pictures(), fileId]);
    } catch (cause) {
      showProblem(cause);
    }
  }

  const insert = (snippet: SnippetRow) => {
    const text = filledIn(snippet.body, sending().variables);
    write(body() === "" ? text : `${body().trimEnd()} ${text}`);
    // The menu gives focus back to what opened it when it closes; the hand goes on with the text.
    setTimeout(() => area?.focus());
  };

  return (
    <Show when={can("mass_text", "full")} fallback={<ReadOnly />}>
      <Show when={sending().block === null} fallback={<Blocked page={props.page} />}>
        <form
          class="flex-none border-t border-line bg-sheet px-4 pt-2 pb-3 sm:px-6"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <Show when={sending().heldUntilMs}>
            {(atMs) => (
              <div class="pb-2">
                <Notice tone="plain">
                  It is quiet time: what you write now leaves {formats().instant(atMs())}.
                </Notice>
              </div>
            )}
          </Show>
          <Pictures
            ids={pictures()}
            onRemove={(fileId) => setPictures(pictures().filter((one) => one !== fileId))}
          />
          <div class="flex items-end gap-2">
            <textarea
              ref={area}
              class="control field-sizing-content max-h-48 min-h-10 flex-1 resize-none py-2"
              rows={1}
              aria-label="Your answer"
              placeholder="Write a text"
              value={body()}
              onInput={(event) => write(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
                event.preventDefault();
                void send();
              }}
            />
            <PictureButton onChoose={(file) => void add(file)} />
            <Button
              type="submit"
              variant="primary"
              icon={SendIcon}
              busy={isSending()}
              disabled={isEmpty() || isTooLong()}
            >
              Send
            </Button>
          </div>
          <div class="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1.5">
            <SnippetMenu snippets={props.page.snippets} onChoose={insert} />
            <LengthLine body={body()} pictures={pictures().length} creditsLeft={sending().creditsLeft} />
          </div>
        </form>
      </Show>
    </Show>
  );
}

function ReadOnly() {
  return (
    <p class="flex-none border-t border-line bg-sheet px-4 py-3 text-sm text-ink-3 sm:px-6">
      You can read texts. To write them you need the right “Mass Text”.
    </p>
  );
}

function SnippetMenu(props: { snippets: readonly SnippetRow[]; onChoose: (snippet: SnippetRow) => void }) {
  return (
    <Show when={props.snippets.length > 0}>
      <Menu
        label="Snippets"
        placement="top-start"
        triggerClass="flex h-7 items-center rounded-sm px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:h-11"
        trigger="Snippets"
      >
        <For each={props.snippets}>
          {(snippet) => <MenuItem label={snippet.title} onSelect={() => props.onChoose(snippet)} />}
        </For>
      </Menu>
    </Show>
  );
}

function PictureButton(props: { onChoose: (file: File | undefined) => void }) {
  let input: HTMLInputElement | undefined;
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={ATTACHMENT_TYPES.join(",")}
        onChange={(event) => {
          props.onChoose(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      <IconButton label="Add a picture" icon={ImageIcon} class="mb-1" onClick={() => input?.click()} />
    </>
  );
}

function Pictures(props: { ids: readonly string[]; onRemove: (id: string) => void }) {
  return (
    <Show when={props.ids.length > 0}>
      <ul class="flex flex-wrap gap-2 pb-2" aria-label="Pictures to be sent">
        <For each={props.ids}>
          {(id, i) => (
            <li class="relative">
              <img src={pictureAddress(id)} alt="" class="size-16 rounded-sm bg-sunken object-cover" />
              <span class="absolute -top-2 -right-2 rounded-full border border-line bg-sheet">
                <IconButton
                  label={`Remove picture ${i() + 1}`}
                  icon={XIcon}
                  onClick={() => props.onRemove(id)}
                />
              </span>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
