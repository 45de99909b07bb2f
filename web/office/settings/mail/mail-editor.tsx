import { createSignal, For, Show } from "solid-js";
import {
  saveTemplateInput,
  type TemplatePage,
  type TemplatePreview,
} from "../../../../worker/domains/mail-templates/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import type { Language } from "../../../../worker/kernel/language.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announce } from "../../audit/announce.ts";
import { maySet } from "../settings-page.tsx";
import { PreviewFor } from "./preview-for.tsx";

type MailEditorProps = { page: TemplatePage; onClose: () => void };
type Words = { subject: string; body: string; version: number };

const languages = [
  { value: "en", label: "English" },
  { value: "es", label: "Spanish" },
] as const;

/** One mail in one language at a time; what was typed in the other one stays until it is saved or the editor closed. */
export function MailEditor(props: MailEditorProps) {
  const typed = new Map<Language, Words>();
  const [language, setLanguage] = createSignal<Language>("en");
  const stored = (): Words => {
    const { own, builtIn } = props.page.languages[language()];
    return own ?? { ...builtIn, version: 0 };
  };
  return (
    <Show when={`${language()} ${stored().version}`} keyed>
      <LanguageForm
        {...props}
        language={language()}
        stored={stored()}
        typed={typed}
        onLanguage={(next) => setLanguage(next)}
      />
    </Show>
  );
}

function LanguageForm(
  props: MailEditorProps & {
    language: Language;
    stored: Words;
    typed: Map<Language, Words>;
    onLanguage: (language: Language) => void;
  },
) {
  const { language, stored, typed } = props;
  const path = `/settings/mail/${props.page.key}`;
  const [preview, setPreview] = createSignal<TemplatePreview>();
  const form = createForm({
    initial: stored,
    schema: saveTemplateInput as never,
    send: (values: object, idempotencyKey) =>
      api.put<{ change: Committed | null }>(`${path}/${language}`, values, { idempotencyKey }),
    onSaved: ({ change }) => announce(change, "/settings/mail"),
  });
  const before = typed.get(language);
  typed.delete(language);
  if (before?.version === stored.version) {
    form.set("subject", before.subject);
    form.set("body", before.body);
  }
  function turnTo(next: Language) {
    if (form.dirty()) typed.set(language, { ...form.values });
    props.onLanguage(next);
  }
  const words = () => ({ subject: form.values.subject, body: form.values.body, language });
  const attempt = async (send: () => Promise<unknown>) => send().catch(showProblem);
  const restore = () =>
    attempt(async () => {
      const { version } = stored;
      const { change } = await api.delete<{ change: Committed }>(`${path}/${language}`, { version });
      announce(change, "/settings/mail");
    });
  const show = (familyId: string | null) =>
    attempt(async () =>
      setPreview(await api.post<TemplatePreview>(`${path}/preview`, { ...words(), familyId })),
    );
  const sendTest = () =>
    attempt(async () => {
      const { sentTo } = await api.post<{ sentTo: string }>(`${path}/test`, words());
      showToast(`A test is on its way to ${sentTo}`, { tone: "good" });
    });
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={props.page.label}
      description={props.page.when}
      actions={
        <>
          <Show when={maySet() && stored.version > 0}>
            <Button onClick={() => void restore()}>Restore the built-in</Button>
          </Show>
          <Button onClick={props.onClose}>Close</Button>
          <Show when={maySet()}>
            <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
              Save
            </Button>
          </Show>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <fieldset class="flex flex-wrap gap-2">
          <legend class="sr-only">Language</legend>
          <For each={languages}>
            {({ value, label }) => (
              <Button
                aria-pressed={value === language}
                variant={value === language ? "primary" : "plain"}
                onClick={() => turnTo(value)}
              >
                {label}
              </Button>
            )}
          </For>
        </fieldset>
        <ErrorSummary form={form} />
        <TextInput field={form.field("subject")} label="Subject" maxLength={150} />
        <TextArea
          field={form.field("body")}
          label="Text"
          description="An empty line begins a paragraph; “- ” begins an entry of a list; [words]({{portal.link}}) is a link. A line whose variable has nothing to say is left out."
          class="min-h-64"
          maxLength={10_000}
        />
        <details>
          <summary class="cursor-pointer font-medium">Variables of this mail</summary>
          <dl class="mt-2 flex flex-col gap-2">
            <For each={props.page.variables}>
              {(variable) => (
                <div>
                  <dt class="font-mono text-sm">{`{{${variable.name}}}`}</dt>
                  <dd class="text-sm text-ink-2">
                    {variable.description}. <span class="text-ink-3">{variable.example}</span>
                  </dd>
                </div>
              )}
            </For>
          </dl>
        </details>
        <div class="flex flex-wrap gap-2">
          <Button onClick={() => void show(null)}>Preview with examples</Button>
          <Show when={maySet()}>
            <Button onClick={() => void sendTest()}>Send a test to me</Button>
          </Show>
        </div>
        <PreviewFor onFamily={(familyId) => void show(familyId)} preview={preview()} />
      </form>
    </Drawer>
  );
}
