import { createEffect, createSignal, on, onCleanup } from "solid-js";
import type { CampaignPreview, CampaignPage as Page } from "../../../worker/domains/campaigns/shapes.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { type ApiError, toApiError } from "../../shared/api-error.ts";
import { invalidate } from "../../shared/cache.ts";
import { createForm } from "../../shared/form.ts";
import { showProblem } from "../../shared/toasts.ts";

export type CampaignFormValues = Pick<Page, "channel" | "class" | "subject" | "body" | "isFrozen">;
export type Editing = ReturnType<typeof createEditing>;

const previewAfterMs = 400;

/** The words of one campaign as they are typed, and how one of its recipients would read them. */
export function createEditing(source: () => Page) {
  const page = source();
  const [version, setVersion] = createSignal(page.version);
  const path = `/campaigns/${page.id}`;
  const initial: CampaignFormValues = {
    channel: page.channel,
    class: page.class,
    subject: page.subject,
    body: page.body,
    isFrozen: page.isFrozen,
  };
  const form = createForm({
    initial,
    send: (values: CampaignFormValues, idempotencyKey) =>
      api.put<{ version: number; change: Committed | null }>(
        path,
        { ...values, audience: page.audience, version: version() },
        { idempotencyKey },
      ),
    onSaved: (answer) => {
      setVersion(answer.version);
      invalidate("/campaigns");
    },
  });
  const [at, setAt] = createSignal(0);
  const [preview, setPreview] = createSignal<CampaignPreview>();
  const [previewError, setPreviewError] = createSignal<ApiError>();

  /** What is typed is on the server; false when it says no. */
  async function save(): Promise<boolean> {
    if (!form.dirty()) return true;
    await form.submit();
    return !form.dirty();
  }

  /** Saves, then acts on what was saved; what went wrong is said in a toast. */
  async function act<T>(send: (version: number) => Promise<T>): Promise<T | undefined> {
    if (!(await save())) return undefined;
    try {
      return await send(version());
    } catch (cause) {
      showProblem(cause);
      return undefined;
    }
  }

  const words = () => {
    const { channel, class: mailClass, subject, body } = form.values;
    return { channel, class: mailClass, subject, body, audience: page.audience, at: at() };
  };
  createEffect(
    on(words, (asked) => {
      let isCurrent = true;
      const timer = setTimeout(async () => {
        try {
          const answer = await api.post<CampaignPreview>("/campaigns/preview", asked);
          if (!isCurrent) return;
          setPreviewError(undefined);
          setPreview(answer);
        } catch (cause) {
          if (isCurrent) setPreviewError(toApiError(cause));
        }
      }, previewAfterMs);
      onCleanup(() => {
        isCurrent = false;
        clearTimeout(timer);
      });
    }),
  );
  return {
    /** As the server last had it. */
    get page() {
      return source();
    },
    path,
    form,
    setVersion,
    act,
    preview,
    previewError,
    at,
    setAt,
    words,
  };
}
