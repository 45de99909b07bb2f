import { useParams } from "@solidjs/router";
import { onCleanup, onMount, Show } from "solid-js";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { MessageIcon } from "../../shared/ui/icons.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { say } from "./messenger-socket.ts";
import { ThreadView } from "./thread-view.tsx";

/** Two-way texting: conversations at the left, the open one beside them; on a phone one after the other. */
export default function MessengerPage() {
  const params = useParams<{ rest?: string }>();
  onMount(() => onCleanup(() => say({ at: null, isTyping: false })));
  return (
    <div class="grid h-full grid-cols-[minmax(0,1fr)] md:grid-cols-[20rem_minmax(0,1fr)]">
      <div class={`flex min-h-0 flex-col border-line md:border-r ${params.rest ? "max-md:hidden" : ""}`}>
        <ConversationList openId={params.rest} />
      </div>
      <Show
        when={params.rest}
        keyed
        fallback={
          <div class="hidden place-items-center bg-paper md:grid">
            <EmptyState icon={MessageIcon} title="Choose a conversation">
              <p>Or begin one from a family or a member of staff, with “Text”.</p>
            </EmptyState>
          </div>
        }
      >
        {(id) => <ThreadView id={id} />}
      </Show>
    </div>
  );
}
