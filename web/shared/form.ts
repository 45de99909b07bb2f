import { createMemo, createSignal, createUniqueId } from "solid-js";
import { createStore, reconcile, unwrap } from "solid-js/store";
import { type ApiError, type FieldProblem, toApiError } from "./api-error.ts";
import { mergeEdits } from "./merge-edits.ts";
import { type Issue, plainMessage } from "./plain-issue.ts";

type Outcome<Output> = { value: Output; issues?: undefined } | { issues: readonly Issue[] };

/** Any Standard Schema. The shared zod/mini schemas are; the form needs none of zod itself. */
export type Schema<Output> = {
  "~standard": { validate(value: unknown): Outcome<Output> | Promise<Outcome<Output>> };
};

export type FormOptions<Values extends object, Output, Answer> = {
  initial: Values;
  schema?: Schema<Output>;
  send: (output: Output, idempotencyKey: string) => Promise<Answer>;
  onSaved?: (answer: Answer) => void;
};

export type FormField = {
  id: string;
  name: string;
  value: () => unknown;
  set: (value: unknown) => void;
  error: () => string | undefined;
};

const pathText = (path: Issue["path"] = []) =>
  path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");

const toFieldProblem = (issue: Issue): FieldProblem => ({
  path: pathText(issue.path),
  message: plainMessage(issue),
});

async function validate<Output>(
  schema: Schema<Output> | undefined,
  values: object,
): Promise<Outcome<Output>> {
  return schema ? schema["~standard"].validate(values) : { value: values as Output };
}

function valueAt(root: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], root);
}

export function createForm<Values extends object, Output = Values, Answer = unknown>(
  options: FormOptions<Values, Output, Answer>,
) {
  const formId = createUniqueId();
  const [values, setValues] = createStore<Values>(structuredClone(options.initial));
  const [saved, setSaved] = createSignal(structuredClone(options.initial));
  const [fieldErrors, setFieldErrors] = createSignal<FieldProblem[]>([]);
  const [problem, setProblem] = createSignal<ApiError>();
  const [submitting, setSubmitting] = createSignal(false);
  // Kept until an answer is final, so that pressing Save again after a lost connection cannot act twice.
  let idempotencyKey: string | undefined;
  let summary: HTMLElement | undefined;

  const dirty = createMemo(() => JSON.stringify(values) !== JSON.stringify(saved()));
  const setPath = setValues as unknown as (...args: unknown[]) => void;

  function set(path: string, value: unknown) {
    setPath(...path.split("."), value);
    const left = fieldErrors().filter((error) => error.path !== path);
    // What named fields has nothing more to say once each of them was changed.
    if (left.length === 0 && fieldErrors().length > 0) setProblem(undefined);
    setFieldErrors(left);
    idempotencyKey = undefined;
  }

  const field = (path: string): FormField => ({
    id: `${formId}-${path}`,
    name: path,
    value: () => valueAt(values, path),
    set: (value) => set(path, value),
    error: () => fieldErrors().find((error) => error.path === path)?.message,
  });

  /** Of each field the first is told: what else is wrong with it may be gone when that is mended. */
  function fail(errors: FieldProblem[], error?: ApiError) {
    const known = new Set<string>();
    setFieldErrors(errors.filter(({ path }) => !known.has(path) && known.add(path)));
    setProblem(error);
    if (error || errors.length > 0) queueMicrotask(() => summary?.focus());
  }

  /** Shows what is wrong with one part of the form, for steps that are left before anything is sent. */
  async function check(isPart: (path: string) => boolean): Promise<boolean> {
    const outcome = await validate(options.schema, structuredClone(unwrap(values)));
    const errors = (outcome.issues ?? []).map(toFieldProblem).filter(({ path }) => isPart(path));
    fail(errors);
    return errors.length === 0;
  }

  async function submit(event?: Event) {
    event?.preventDefault();
    if (submitting()) return;
    setSubmitting(true);
    try {
      fail([]);
      const outcome = await validate(options.schema, structuredClone(unwrap(values)));
      if (outcome.issues) return fail(outcome.issues.map(toFieldProblem));
      idempotencyKey ??= crypto.randomUUID();
      const answer = await options.send(outcome.value, idempotencyKey);
      idempotencyKey = undefined;
      setSaved(() => structuredClone(unwrap(values)));
      options.onSaved?.(answer);
    } catch (cause) {
      const error = toApiError(cause);
      if (error.status >= 400 && error.status < 500) idempotencyKey = undefined;
      fail(error.problem.fields ?? [], error);
    } finally {
      setSubmitting(false);
    }
  }

  function reset(next: Values = saved()) {
    setSaved(() => structuredClone(next));
    setValues(reconcile(structuredClone(next)));
    fail([]);
  }

  /** Takes what holds now; what was changed here since it was saved stays as it was typed. */
  function adopt(next: Values) {
    const { merged } = mergeEdits(saved(), unwrap(values), next);
    setSaved(() => structuredClone(next));
    setValues(reconcile(structuredClone(merged)));
  }

  return {
    /** For a button outside the form element: `<Button type="submit" form={form.id}>`. */
    id: formId,
    values,
    set,
    field,
    dirty,
    submitting,
    problem,
    fieldErrors,
    check,
    submit,
    reset,
    adopt,
    bindSummary: (element: HTMLElement) => {
      summary = element;
    },
  };
}

export type Form = Pick<
  ReturnType<typeof createForm>,
  "field" | "problem" | "fieldErrors" | "bindSummary" | "dirty" | "submitting"
>;
