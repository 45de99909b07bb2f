import { type Accessor, createMemo, createSignal } from "solid-js";
import type {
  ImportDraft,
  ImportMapping,
  ImportPreview,
  ImportStatus,
} from "../../../worker/domains/imports/schemas.ts";
import { api } from "../../shared/api.ts";
import { type ApiError, toApiError } from "../../shared/api-error.ts";
import { createQuery } from "../../shared/query.ts";
import { storage } from "../../shared/session.ts";
import { useParam } from "../../shared/url-state.ts";
import { noteTaskStarted } from "../shell/tasks.ts";

/** What a file says does not change; reading it again costs more than most answers. */
const DRAFT_STALE_MS = 3_600_000;

export type ImportWork = ReturnType<typeof createImportWork>;

/**
 * One import on its way: what was uploaded, what its columns mean, what would happen. The mapping is kept in the
 * browser until the import is started, so that a reload or a step back loses nothing.
 */
export function createImportWork(id: string) {
  const key = `import-mapping-${id}`;
  const status = createQuery<ImportStatus>(() => `/imports/${id}`);
  const isStarted = () => Boolean(status.data()?.task);
  const draft = createQuery<ImportDraft>(
    () => (status.data() && !isStarted() ? `/imports/${id}/draft` : undefined),
    {
      staleMs: DRAFT_STALE_MS,
    },
  );
  const [edited, setEdited] = createSignal(storage().get<ImportMapping>(key));
  const mapping = createMemo(() => edited() ?? draft.data()?.guess);
  const [step, setStep] = useParam("step", { push: true });
  const [preview, setPreview] = createSignal<ImportPreview>();
  const [problem, setProblem] = createSignal<ApiError>();
  const [busy, setBusy] = createSignal<"preview" | "start">();

  function change(part: Partial<ImportMapping>) {
    const current = mapping();
    if (!current) return;
    const next = { ...current, ...part };
    setEdited(next);
    storage().set(key, next);
    setPreview(undefined);
    setProblem(undefined);
  }

  async function act<T>(
    what: "preview" | "start",
    run: (body: object) => Promise<T>,
  ): Promise<T | undefined> {
    if (busy()) return undefined;
    setBusy(what);
    setProblem(undefined);
    try {
      return await run({ mapping: mapping() });
    } catch (cause) {
      setProblem(toApiError(cause));
      return undefined;
    } finally {
      setBusy(undefined);
    }
  }

  /** The dry run; shows what is wrong with the columns instead when they do not stand. */
  async function check() {
    const found = await act("preview", (body) => api.post<ImportPreview>(`/imports/${id}/preview`, body));
    if (found) setPreview(found);
    setStep(found ? "check" : undefined);
  }

  async function start() {
    const started = await act("start", (body) => api.post<{ taskId: string }>(`/imports/${id}/start`, body));
    if (!started) return;
    storage().remove(key);
    noteTaskStarted();
    status.refetch();
  }

  return {
    id,
    status,
    draft,
    mapping: mapping as Accessor<ImportMapping | undefined>,
    change,
    isChecking: () => step() === "check",
    backToColumns: () => setStep(undefined),
    preview,
    problem,
    busy,
    check,
    start,
  };
}
