import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import type { ThreadPage } from "../../../worker/domains/conversations/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { can, me } from "../../shared/session.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { Beside } from "./beside.tsx";
import { Composer } from "./composer.tsx";
import { peopleHere } from "./here.ts";
import { setState } from "./messenger-calls.ts";
import { keepMessenger, say } from "./messenger-socket.ts";
import { Texts } from "./texts.tsx";
import { ThreadHeader } from "./thread-header.tsx";

/** One conversation: its texts, an answer, and what is good to know beside it. */
export function ThreadView(props: { id: string }) {
  const path = `/messenger/conversations/${props.id}`;
  const thread = createQuery<ThreadPage>(() => path);
  const [isBesideOpen, setBesideOpen] = createSignal(false);
  const [isTyping, setTyping] = createSignal(false);
  keepMessenger();
  createEffect(() => say({ at: props.id, isTyping: isTyping() }));
  onCleanup(() => say({ at: null, isTyping: false }));

  // Whoever sees it has read it; it becomes unread again with the next text.
  createEffect(
    on(
      () => thread.data()?.conversation.state,
      (state) => {
        const isSeen = document.visibilityState === "visible";
        if (state === "unread" && isSeen && can("sms_logs", "full")) void setState(props.id, "open", false);
      },
    ),
  );

  return (
    <section class="flex min-h-0 min-w-0" aria-label="Conversation">
      <div class="flex min-h-0 min-w-0 flex-1 flex-col">
        {/* On a phone the list, and the heading of the page with it, is out of sight. */}
        <h1 class="sr-only md:hidden">Messenger Center</h1>
        <Show when={thread.error() && !thread.data() && thread.error()}>
          {(error) => (
            <ErrorState
              error={error()}
              title="The conversation could not be loaded"
              onRetry={thread.refetch}
            />
          )}
        </Show>
        <Show when={thread.data()} fallback={<Waiting isPending={thread.pending()} />}>
          {(page) => (
            <>
              <ThreadHeader
                page={page()}
                isBesideOpen={isBesideOpen()}
                onBeside={() => setBesideOpen(!isBesideOpen())}
              />
              <Texts page={page()} />
              <TypingLine />
              <Composer page={page()} onTyping={setTyping} />
            </>
          )}
        </Show>
      </div>
      <Show when={thread.data()}>
        {(page) => (
          <aside
            aria-label="About this conversation"
            onKeyDown={({ key }) => key === "Escape" && setBesideOpen(false)}
            class={`w-72 flex-none overflow-y-auto border-l border-line bg-sheet ${isBesideOpen() ? "max-xl:fixed max-xl:inset-y-0 max-xl:right-0 max-xl:z-30 max-xl:w-80 max-xl:shadow-2" : "hidden xl:block"}`}
          >
            <Beside page={page()} onClose={isBesideOpen() ? () => setBesideOpen(false) : undefined} />
          </aside>
        )}
      </Show>
    </section>
  );
}

function Waiting(props: { isPending: boolean }) {
  return (
    <Show when={props.isPending}>
      <SkeletonRegion label="the conversation" class="late flex flex-col gap-6 p-6">
        <SkeletonText width={220} height={16} />
        <SkeletonText width={300} height={44} />
        <SkeletonText width={260} height={44} />
      </SkeletonRegion>
    </Show>
  );
}

/** Who else is here, and who types. */
function TypingLine() {
  const others = () => peopleHere().filter(({ id }) => id !== me()?.actor.id);
  const words = () => {
    const typing = others().filter((person) => person.isTyping);
    if (typing.length > 0) return `${typing.map(({ name }) => name).join(", ")} is typing…`;
    return others().length > 0
      ? `${others()
          .map(({ name }) => name)
          .join(", ")} is here, too`
      : "";
  };
  return (
    <p class="h-5 flex-none truncate px-4 text-xs text-ink-3 sm:px-6" role="status">
      {words()}
    </p>
  );
}
