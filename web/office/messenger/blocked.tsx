import { Show } from "solid-js";
import type { ThreadPage } from "../../../worker/domains/conversations/schemas.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { allowTexts } from "./messenger-calls.ts";

/** Why nothing can be written, and what to do about it. */
export function Blocked(props: { page: ThreadPage }) {
  const mayAllow = () => props.page.sending.block === "not_agreed" && can("families", "full");
  return (
    <div class="flex-none border-t border-line bg-sheet px-4 py-3 sm:px-6">
      <Notice
        tone={props.page.sending.block === "stopped" ? "bad" : "warn"}
        title={props.page.sending.block === "stopped" ? "Texts are stopped" : "They have not agreed to texts"}
      >
        <p>{props.page.sending.blockWords}</p>
        <Show when={mayAllow()}>
          <Button size="small" class="mt-2" onClick={() => void allowTexts(props.page.conversation.id)}>
            They agreed: switch texts on
          </Button>
        </Show>
      </Notice>
    </div>
  );
}
