import { Show } from "solid-js";
import type { OwnPrivacy } from "../../../worker/domains/own-data/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { createQuery, setQuery } from "../../shared/query.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { buttonClass } from "../../shared/ui/button-class.ts";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { DownloadIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { apiBase } from "../account.ts";
import { hasRole } from "../session.ts";
import { privacyWords } from "../words/privacy.ts";
import { LongField, orNull } from "./fields.tsx";
import { AccountPage, Answer, cardClass } from "./parts.tsx";

const PATH = "/own-data";

/** The family's data: to take along, or to have erased. */
export default function PrivacyPage() {
  const words = privacyWords;
  const privacy = createQuery<OwnPrivacy>(() => PATH);
  return (
    <AccountPage title={words().title}>
      <section class={`${cardClass} p-4`} aria-labelledby="export">
        <h2 id="export" class="text-md font-bold tracking-tight">
          {words().exportTitle}
        </h2>
        <p class="mt-1 text-ink-2">{words().exportHelp}</p>
        <Show when={hasRole("owner")} fallback={<p class="mt-3 text-ink-3">{words().ownersOnly}</p>}>
          <a class={buttonClass({ class: "mt-3" })} href={`${apiBase}${PATH}/export`} download="">
            <DownloadIcon />
            {words().download}
          </a>
        </Show>
      </section>
      <section class={`${cardClass} p-4`} aria-labelledby="erase">
        <h2 id="erase" class="text-md font-bold tracking-tight">
          {words().eraseTitle}
        </h2>
        <p class="mt-1 text-ink-2">{words().eraseHelp}</p>
        <Show when={hasRole("owner")} fallback={<p class="mt-3 text-ink-3">{words().ownersOnly}</p>}>
          <Answer query={privacy} label={words().loading}>
            {(data) => (
              <Show when={!data().isErasureAskedFor} fallback={<Asked />}>
                <Ask />
              </Show>
            )}
          </Answer>
        </Show>
      </section>
    </AccountPage>
  );
}

function Asked() {
  return (
    <div class="mt-3">
      <Notice tone="plain">{privacyWords().asked}</Notice>
    </div>
  );
}

function Ask() {
  const words = privacyWords;
  const form = createForm({
    initial: { note: "" },
    send: ({ note }, idempotencyKey) =>
      api.post<OwnPrivacy>(`${PATH}/erasure`, { note: orNull(note) }, { idempotencyKey }),
    onSaved: (answer) => {
      setQuery(PATH, answer);
      showToast(words().sent, { tone: "good" });
    },
  });
  return (
    <form class="mt-3 flex flex-col gap-3" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <LongField label={words().note} field={form.field("note")} maxLength={500} />
      <Button type="submit" class="self-start" busy={form.submitting()}>
        {words().ask}
      </Button>
    </form>
  );
}
