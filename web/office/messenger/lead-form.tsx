import { createSignal, lazy, Show, Suspense } from "solid-js";
import type { ThreadPage } from "../../../worker/domains/conversations/schemas.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { withParams } from "../../shared/url-state.ts";
import { nameLead } from "./messenger-calls.ts";

const LinkDialog = lazy(() => import("./link-dialog.tsx"));

/** Somebody whom nobody knows yet: who they are, whose number it is, and the way to make a family of them. */
export function LeadForm(props: { page: ThreadPage }) {
  const { id, e164 } = props.page.conversation;
  const [name, setName] = createSignal(props.page.conversation.name ?? "");
  const [isLinking, setLinking] = createSignal(false);
  return (
    <section class="flex flex-col gap-3">
      <h3 class="text-sm font-semibold text-ink-2">A new number</h3>
      <Show when={can("sms_logs", "full")} fallback={<p class="text-sm text-ink-3">It is in no record.</p>}>
        <p class="text-sm text-ink-3">It is in no record. Say who writes, or whose number it is.</p>
        <form
          class="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (name().trim() !== "") void nameLead(id, name());
          }}
        >
          <input
            class="control min-w-0 flex-1"
            aria-label="Their name"
            placeholder="Their name"
            maxLength={80}
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={name().trim() === ""}>
            Save
          </Button>
        </form>
        <Show when={can("families", "full")}>
          <Button onClick={() => setLinking(true)}>Link to a family</Button>
          <ButtonLink href={withParams("/families/new", { phone: e164, name: name() })}>
            Add a family with this number
          </ButtonLink>
        </Show>
      </Show>
      <Show when={isLinking()}>
        <Suspense>
          <LinkDialog id={id} e164={e164} onClose={() => setLinking(false)} />
        </Suspense>
      </Show>
    </section>
  );
}
