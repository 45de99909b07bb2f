import { useNavigate } from "@solidjs/router";
import { createComputed, createSignal, on } from "solid-js";
import type { CreateFamilyInput } from "../../../../worker/domains/families/schemas.ts";
import type { PossibleDuplicate } from "../../../../worker/domains/families/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { ApiError } from "../../../shared/api-error.ts";
import { createForm } from "../../../shared/form.ts";
import { createDuplicates } from "../forms/duplicates.ts";
import { newFamily, newGuardian } from "../forms/new-records.ts";
import { announceChange } from "../undoable.ts";
import { keepDraft, keptDraft } from "./draft.ts";
import { familyOf, leadIn } from "./from-lead.ts";
import { fieldsOnScreen, type NewFamily, newFamilySchema } from "./to-input.ts";

type Saved = { id: string; change: Committed };

export type NewFamilyForm = ReturnType<typeof createNewFamilyForm>;

/** "Núñez", or "Núñez – Ortega" where the guardians' names differ. */
function suggestedName(values: NewFamily): string {
  const names = values.guardians.map(({ lastName }) => lastName.trim()).filter(Boolean);
  return [...new Set(names)].slice(0, 2).join(" – ");
}

export function createNewFamilyForm() {
  const navigate = useNavigate();
  const lead = leadIn(location.search);
  const draft = keptDraft(lead?.phone);
  const emptyFamily = (): NewFamily => ({
    ...newFamily(),
    guardians: [{ ...newGuardian(), isPrimary: true }],
    students: [],
    duplicatesSeen: false,
    ...(lead && familyOf(lead)),
  });
  const [found, setFound] = createSignal<PossibleDuplicate[]>();
  const [restored, setRestored] = createSignal(draft !== undefined);

  const form = createForm<NewFamily, CreateFamilyInput, Saved | undefined>({
    initial: draft ? { ...draft, duplicatesSeen: false } : emptyFamily(),
    schema: newFamilySchema,
    send: save,
    onSaved,
  });

  /** Possible duplicates are no mistake of the form: they are shown, and the person decides. */
  async function save(input: CreateFamilyInput, idempotencyKey: string): Promise<Saved | undefined> {
    try {
      return await api.post<Saved>("/families", input, { idempotencyKey });
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      const { duplicates } = cause.problem as { duplicates?: PossibleDuplicate[] };
      if (cause.code === "possible_duplicates" && duplicates) {
        setFound(duplicates);
        return undefined;
      }
      const fields = fieldsOnScreen(form.values, cause.problem.fields ?? []);
      throw new ApiError({ ...cause.problem, fields });
    }
  }

  function onSaved(saved: Saved | undefined) {
    if (!saved) return;
    kept.discard();
    announceChange(saved.change, {
      onUndone: () => location.pathname.endsWith(saved.id) && navigate("/families", { replace: true }),
    });
    navigate(`/families/${saved.id}`, { replace: true });
  }

  const isEmpty = () => JSON.stringify(form.values) === JSON.stringify(emptyFamily());
  const kept = keepDraft(form.values, isEmpty, lead?.phone);
  createComputed(
    on(
      () => suggestedName(form.values),
      (suggested, before) => {
        const isOwn = form.values.name !== "" && form.values.name !== before;
        if (before !== undefined && !isOwn) form.set("name", suggested);
        return suggested;
      },
    ),
  );

  const duplicates = createDuplicates(() => ({
    emails: form.values.guardians
      .flatMap(({ emails }) => emails.map(({ address }) => address.trim()))
      .filter(Boolean),
    phones: form.values.guardians
      .flatMap(({ phones }) => phones.map(({ number }) => number.trim()))
      .filter(Boolean),
    students: form.values.students
      .filter(({ firstName, birthDate }) => firstName.trim() && /^\d{4}-\d{2}-\d{2}$/.test(birthDate ?? ""))
      .map(({ firstName, lastName, birthDate }) => ({ firstName, lastName, birthDate })),
  }));

  return {
    ...form,
    duplicates,
    isEmpty,
    /** Families that stand in the way of saving, until the person has looked at them. */
    found,
    closeFound: () => setFound(undefined),
    saveAnyway() {
      setFound(undefined);
      form.set("duplicatesSeen", true);
      void form.submit();
    },
    restored,
    startOver() {
      const typed = structuredClone(JSON.parse(JSON.stringify(form.values)) as NewFamily);
      form.reset(emptyFamily());
      setRestored(false);
      return () => form.reset(typed);
    },
  };
}
