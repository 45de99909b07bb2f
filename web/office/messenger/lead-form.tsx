import { A } from "@solidjs/router";
import { createSignal } from "solid-js";
import type { ThreadPage } from "../../../worker/domains/conversations/schemas.ts";
import { Button } from "../../shared/ui/button.tsx";
import { nameLead } from "./messenger-calls.ts";

/** Somebody whom nobody knows yet: who they are, and the way to make a family of them. */
export function LeadForm(props: { page: ThreadPage }) {
  const { id, e164 } = props.page.conversation;
  const [name, setName] = createSignal(props.page.conversation.name ?? "");
  return (
    <section class="flex flex-col gap-2">
      <h3 class="text-sm font-semibold text-ink-2">A new number</h3>
      <p class="text-sm text-ink-3">It is in no record. Say who writes, or add the family.</p>
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
      <A class="link text-sm" href={`/families/new?phone=${encodeURIComponent(e164)}`}>
        Add a family with this number
      </A>
    </section>
  );
}
