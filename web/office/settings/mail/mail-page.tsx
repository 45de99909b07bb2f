import { For, Show } from "solid-js";
import type { TemplatePage, TemplateRow } from "../../../../worker/domains/mail-templates/schemas.ts";
import { createQuery } from "../../../shared/query.ts";
import { Pill } from "../../../shared/ui/pill.tsx";
import { useParam } from "../../../shared/url-state.ts";
import { QueryStates } from "../query-states.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { MailEditor } from "./mail-editor.tsx";

const languages = { en: "English", es: "Spanish" } as const;

/** The words of the mails that the portal sends by itself. */
export default function MailPage() {
  const templates = createQuery<{ rows: TemplateRow[] }>(() => "/settings/mail");
  const [key, setKey] = useParam("mail");
  const page = createQuery<TemplatePage>(() => (key() ? `/settings/mail/${key()}` : undefined));
  return (
    <SettingsPage
      title="Mail"
      intro="What families are written when they book, ask, pay or log in. The built-in words hold until you write your own, in each language; they can be restored at any time."
    >
      <QueryStates query={templates} label="mails">
        {(data) => (
          <ul class="mx-4 max-w-3xl border-t border-line sm:mx-6">
            <For each={data().rows}>
              {(row) => (
                <li class="border-b border-line">
                  <button
                    type="button"
                    class="flex min-h-11 w-full flex-wrap items-center gap-x-3 gap-y-1 py-1.5 text-left hover:bg-hover"
                    onClick={() => setKey(row.key)}
                  >
                    <span class="min-w-48 flex-1">
                      <span class="block font-semibold">{row.label}</span>
                      <span class="block text-sm text-ink-3">{row.when}</span>
                    </span>
                    <For each={row.own}>
                      {(language) => <Pill tone="accent">Own words, {languages[language]}</Pill>}
                    </For>
                  </button>
                </li>
              )}
            </For>
          </ul>
        )}
      </QueryStates>
      <Show when={page.data()?.key === key() && page.data()}>
        {(data) => <MailEditor page={data()} onClose={() => setKey(undefined)} />}
      </Show>
    </SettingsPage>
  );
}
