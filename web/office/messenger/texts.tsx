import { createEffect, createMemo, createSignal, For, on, onMount, Show } from "solid-js";
import type { TextRow, ThreadPage } from "../../../worker/domains/conversations/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { pictureAddress, settle } from "./messenger-calls.ts";
import { statusWords } from "./words.ts";

/** Texts in their order, the newest at the foot, days between them. */
export function Texts(props: { page: ThreadPage }) {
  let box: HTMLDivElement | undefined;
  const [older, setOlder] = createSignal<readonly TextRow[]>([]);
  const [hasOlder, setHasOlder] = createSignal(props.page.hasOlder);
  const texts = createMemo(() => {
    const known = new Set(props.page.texts.map(({ id }) => id));
    return [...older().filter(({ id }) => !known.has(id)), ...props.page.texts];
  });
  const toFoot = () => box?.scrollTo({ top: box.scrollHeight });
  onMount(toFoot);
  // Whoever reads further up is left where they read.
  createEffect(
    on(
      () => props.page.texts.at(-1)?.id,
      () => {
        const isAtFoot = box && box.scrollHeight - box.scrollTop - box.clientHeight < 200;
        if (isAtFoot) requestAnimationFrame(toFoot);
      },
      { defer: true },
    ),
  );
  async function loadOlder() {
    const first = texts()[0];
    if (!first) return;
    try {
      const path = `/messenger/conversations/${props.page.conversation.id}?before=${first.id}`;
      const page = await api.get<ThreadPage>(path);
      const heightBefore = box?.scrollHeight ?? 0;
      setOlder([...page.texts, ...older()]);
      setHasOlder(page.hasOlder);
      if (box) box.scrollTop += box.scrollHeight - heightBefore;
    } catch (cause) {
      showProblem(cause);
    }
  }
  return (
    <div
      ref={box}
      class="min-h-0 flex-1 overflow-y-auto bg-paper px-4 py-4 sm:px-6"
      tabindex="0"
      role="log"
      aria-label="Texts"
    >
      <Show when={hasOlder()}>
        <p class="pb-4 text-center">
          <Button size="small" onClick={() => void loadOlder()}>
            Earlier texts
          </Button>
        </p>
      </Show>
      <Show when={texts().length === 0}>
        <p class="py-16 text-center text-ink-3">Nothing was written yet.</p>
      </Show>
      <ol class="flex flex-col gap-2">
        <For each={texts()}>
          {(text, i) => (
            <>
              <Show when={isNewDay(texts()[i() - 1], text)}>
                <li class="pt-3 pb-1 text-center text-xs text-ink-3">
                  {formats().date(formats().dateOf(text.createdAt))}
                </li>
              </Show>
              <Bubble text={text} conversationId={props.page.conversation.id} />
            </>
          )}
        </For>
      </ol>
    </div>
  );
}

const isNewDay = (before: TextRow | undefined, text: TextRow) =>
  !before || formats().dateOf(before.createdAt) !== formats().dateOf(text.createdAt);

const isTrouble = ({ status }: TextRow) =>
  status === "failed" || status === "undelivered" || status === "unknown";

function Bubble(props: { text: TextRow; conversationId: string }) {
  const isOurs = () => props.text.direction === "out";
  const look = () => {
    if (!isOurs()) return "self-start bg-sheet border border-line rounded-bl-xs";
    return isTrouble(props.text)
      ? "self-end bg-bad-soft rounded-br-xs"
      : "self-end bg-accent-soft rounded-br-xs";
  };
  const about = () =>
    [
      isOurs() ? (props.text.authorName ?? "Automatic") : undefined,
      formats().instant(props.text.createdAt, { hour: "numeric", minute: "2-digit" }),
      isOurs() ? statusWords(props.text) : undefined,
    ].filter(Boolean);
  return (
    <li class="flex flex-col gap-0.5">
      <div
        class={`max-w-[min(32rem,85%)] rounded-md px-3 py-2 [overflow-wrap:anywhere] whitespace-pre-wrap ${look()} ${props.text.status === "cancelled" ? "line-through opacity-70" : ""}`}
      >
        <span class="sr-only">{isOurs() ? "We wrote: " : "They wrote: "}</span>
        <For each={props.text.pictures}>
          {({ fileId, isComing }) => (
            <Show
              when={fileId}
              fallback={
                <p class="text-sm text-ink-3">
                  {isComing ? "A picture is coming…" : "A file that cannot be shown"}
                </p>
              }
            >
              {(id) => (
                <a href={pictureAddress(id())} target="_blank" rel="noreferrer">
                  <img
                    src={pictureAddress(id())}
                    alt=""
                    class="mb-1 max-h-60 min-h-16 min-w-16 rounded-sm bg-sunken object-contain"
                  />
                </a>
              )}
            </Show>
          )}
        </For>
        <Show
          when={props.text.body || props.text.pictures.length > 0}
          fallback={<p class="text-sm text-ink-3">The words are kept for two years and are gone by now.</p>}
        >
          <PlainText text={props.text.body} />
        </Show>
      </div>
      <p
        class={`px-1 text-xs ${isOurs() ? "text-right" : ""} ${isTrouble(props.text) ? "text-bad" : "text-ink-3"}`}
      >
        {about().join(" · ")}
      </p>
      <Show when={isTrouble(props.text) && props.text.errorText}>
        <p class="max-w-[32rem] self-end px-1 text-right text-xs text-ink-2">{props.text.errorText}</p>
      </Show>
      <Show when={can("mass_text", "full")}>
        <Choices text={props.text} conversationId={props.conversationId} />
      </Show>
    </li>
  );
}

/** What a person may decide about a text that waits, did not arrive, or of which nobody knows. */
function Choices(props: { text: TextRow; conversationId: string }) {
  const decide = (how: "again" | "leave" | "cancel") => void settle(props.conversationId, props.text.id, how);
  const isUnknown = () => props.text.status === "unknown" && props.text.dueAt === null;
  const mayRepeat = () =>
    isUnknown() || props.text.status === "failed" || props.text.status === "undelivered";
  return (
    <Show when={mayRepeat() || (props.text.status === "queued" && props.text.dueAt !== null)}>
      <div class="flex gap-2 self-end">
        <Show when={mayRepeat()}>
          <Button size="small" onClick={() => decide("again")}>
            Send again
          </Button>
        </Show>
        <Show when={isUnknown()}>
          <Button size="small" onClick={() => decide("leave")}>
            Leave it
          </Button>
        </Show>
        <Show when={props.text.status === "queued"}>
          <Button size="small" onClick={() => decide("cancel")}>
            Cancel
          </Button>
        </Show>
      </div>
    </Show>
  );
}
