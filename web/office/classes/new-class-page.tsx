import { useNavigate } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import { can, me } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { LockIcon, PlusIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { LeaveGuard } from "../../shared/ui/leave-guard.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { announce } from "../audit/announce.ts";
import { createClassOptions } from "./class-options.ts";
import {
  AboutFields,
  AudienceFields,
  type ClassFieldsProps,
  MoreFields,
  OnlineFields,
} from "./forms/class-fields.tsx";
import {
  type NewClassOutput,
  type NewClassValues,
  newClass,
  newClassSchema,
  newSlot,
  readySlots,
} from "./forms/class-values.ts";
import { createConflicts } from "./forms/conflicts.ts";
import { PriceFields } from "./forms/price-fields.tsx";
import { SlotFieldGroup } from "./forms/slot-fields.tsx";
import { ConflictList } from "./page/conflict-list.tsx";

type Saved = { id: string; change: Committed };

export default function NewClassPage() {
  return (
    <Show when={can("classes", "full")} fallback={<MayNotAdd />}>
      <NewClass />
    </Show>
  );
}

function NewClass() {
  const navigate = useNavigate();
  const options = createClassOptions();
  const form = createForm<NewClassValues, NewClassOutput, Saved>({
    initial: newClass(me()?.account.locations[0]?.id ?? ""),
    schema: newClassSchema,
    send: (input, idempotencyKey) => api.post<Saved>("/classes", input, { idempotencyKey }),
    onSaved: ({ id, change }) => {
      announce(change, "/classes");
      navigate(`/classes/${id}`, { replace: true });
    },
  });
  const slots = () => form.values.slots;
  const isDate = (text: unknown): text is string => /^\d{4}-\d{2}-\d{2}$/.test(String(text));
  const startsOn = () => (isDate(form.values.startsOn) ? form.values.startsOn : formats().today());
  const testedOn = () => [startsOn(), formats().today()].sort()[1] ?? startsOn();
  const ready = () => readySlots(slots());
  const conflicts = createConflicts(() =>
    ready().length === 0
      ? undefined
      : {
          startsOn: startsOn(),
          endsOn: isDate(form.values.endsOn) ? form.values.endsOn : null,
          slots: ready().map(({ slot }) => ({
            ...slot,
            capacity: slot.capacity ?? (Number(form.values.capacity) || null),
          })),
        },
  );
  const conflictsOf = (index: number) => {
    const place = ready().findIndex((one) => one.index === index);
    return conflicts().filter((conflict) => conflict.slotIndex === place);
  };
  const addSlot = () => {
    form.set("slots", [...slots(), newSlot(slots().at(-1))]);
    queueMicrotask(() =>
      document.getElementById(form.field(`slots.${slots().length - 1}.weekday`).id)?.focus(),
    );
  };
  const removeSlot = (index: number) =>
    form.set(
      "slots",
      slots().filter((_, place) => place !== index),
    );
  const fields = (): ClassFieldsProps => ({
    form,
    values: form.values,
    options: options.data(),
    testedOn: testedOn(),
  });

  return (
    <div class="mx-auto max-w-4xl px-4 pt-4 pb-16 sm:px-6">
      <LeaveGuard dirty={form.dirty() && !form.submitting()} what="the new class" />
      <header class="flex flex-wrap items-center gap-x-4 gap-y-2 pb-4">
        <PageTitle title="New class" />
        <ButtonLink href="/classes" variant="quiet" class="ml-auto">
          Cancel
        </ButtonLink>
      </header>
      <form id={form.id} class="flex flex-col gap-8" novalidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Part title="Class">
          <AboutFields {...fields()} autofocus />
        </Part>
        <Part title="Every week" note="Each time of the week with its own instructors and room.">
          <div class="flex flex-col gap-4">
            <For each={slots()}>
              {(slot, index) => (
                <fieldset class="rounded-md border border-line p-4">
                  <legend class="sr-only">Slot {index() + 1}</legend>
                  <div class="mb-2 flex items-center justify-between">
                    <span class="font-semibold text-ink-2">Slot {index() + 1}</span>
                    <IconButton
                      label={`Remove slot ${index() + 1}`}
                      icon={Trash2Icon}
                      onClick={() => removeSlot(index())}
                    />
                  </div>
                  <SlotFieldGroup
                    form={form}
                    prefix={`slots.${index()}`}
                    options={options.data()}
                    locationId={form.values.locationId}
                    classCapacity={form.values.capacity}
                  />
                  <Show when={slot && conflictsOf(index()).length > 0}>
                    <div class="mt-3" role="status">
                      <ConflictList conflicts={conflictsOf(index())} />
                    </div>
                  </Show>
                </fieldset>
              )}
            </For>
            <div>
              <Button icon={PlusIcon} onClick={addSlot}>
                Add a slot
              </Button>
            </div>
          </div>
        </Part>
        <Part title="Who may come">
          <AudienceFields {...fields()} />
        </Part>
        <Part title="Online and enrollment">
          <OnlineFields {...fields()} />
        </Part>
        <Show when={can("billing_setup", "full")}>
          <Part title="Tuition and tax">
            <PriceFields {...fields()} />
          </Part>
        </Show>
        <Part title="More">
          <MoreFields {...fields()} />
        </Part>
        <div class="sticky bottom-0 flex justify-end gap-2 border-t border-line bg-paper py-3">
          <Button type="submit" variant="primary" busy={form.submitting()}>
            Save class
          </Button>
        </div>
      </form>
    </div>
  );
}

function Part(props: { title: string; note?: string; children: JSX.Element }) {
  return (
    <section class="grid gap-x-10 gap-y-3 lg:grid-cols-[11rem_minmax(0,1fr)]">
      <div>
        <h2 class="text-md font-bold tracking-tight">{props.title}</h2>
        <p class="text-sm text-ink-3 empty:hidden">{props.note}</p>
      </div>
      <div>{props.children}</div>
    </section>
  );
}

function MayNotAdd() {
  return (
    <>
      <PageTitle class="sr-only" title="New class: no access" />
      <EmptyState
        icon={LockIcon}
        title="You may look at classes, not add them"
        action={<ButtonLink href="/classes">Back to Classes</ButtonLink>}
      >
        Ask an administrator of your school for the full right to “Classes”.
      </EmptyState>
    </>
  );
}
