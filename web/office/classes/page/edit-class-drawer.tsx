import { createSignal, Show } from "solid-js";
import { api } from "../../../shared/api.ts";
import { ApiError, toApiError } from "../../../shared/api-error.ts";
import { createForm } from "../../../shared/form.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { FieldSection } from "../../families/forms/field-section.tsx";
import {
  AboutFields,
  AudienceFields,
  type ClassFieldsProps,
  MoreFields,
  OnlineFields,
} from "../forms/class-fields.tsx";
import { type ClassValues, editClassSchema, valuesOf } from "../forms/class-values.ts";
import { PriceFields } from "../forms/price-fields.tsx";
import type { ClassRoom, Written } from "./class-room.ts";
import { createClosing, Unsaved } from "./unsaved.tsx";

/** The facts of a class; its slots are changed one by one, from a day on. */
export function EditClassDrawer(props: { room: ClassRoom }) {
  const { room } = props;
  const page = room.page();
  const [isOverSeen, setOverSeen] = createSignal(false);
  const [asksOver, setAsksOver] = createSignal(false);
  const form = createForm<ClassValues, object, Written>({
    initial: valuesOf(page),
    schema: editClassSchema(() => page.class.version),
    send: async (input, idempotencyKey) => {
      try {
        return await api.patch<Written>(
          room.path(),
          { ...input, overCapacitySeen: isOverSeen() },
          { idempotencyKey },
        );
      } catch (cause) {
        const error = toApiError(cause);
        if (error.code !== "over_capacity") throw error;
        setAsksOver(true);
        throw new ApiError({ ...error.problem, fields: [{ path: "capacity", message: error.message }] });
      }
    },
    onSaved: room.saved,
  });
  const closing = createClosing(form.dirty, room.close);
  const goOn = () => {
    setOverSeen(true);
    void form.submit();
  };
  const fields = (): ClassFieldsProps => ({
    form,
    values: form.values,
    options: room.options(),
    testedOn: page.ageTestedOn,
  });
  return (
    <Drawer
      open
      onClose={closing.close}
      asksItself
      title={`Edit ${page.class.name}`}
      actions={
        <>
          <Button onClick={closing.close}>Cancel</Button>
          <Show when={asksOver()}>
            <Button variant="danger" onClick={goOn}>
              Save over capacity
            </Button>
          </Show>
          <Button variant="primary" type="submit" form={form.id} busy={form.submitting()}>
            Save
          </Button>
        </>
      }
    >
      <Unsaved closing={closing} what={page.class.name} />
      <form id={form.id} novalidate onSubmit={form.submit}>
        <div class="flex flex-col gap-4 not-empty:pb-5 empty:hidden">
          <ErrorSummary form={form} />
        </div>
        <div>
          <FieldSection>
            <AboutFields {...fields()} autofocus />
          </FieldSection>
          <FieldSection title="Who may come">
            <AudienceFields {...fields()} />
          </FieldSection>
          <FieldSection title="Online and enrollment">
            <OnlineFields {...fields()} />
          </FieldSection>
          <Show when={can("billing_setup", "full")}>
            <FieldSection title="Tuition and tax">
              <PriceFields {...fields()} />
            </FieldSection>
          </Show>
          <FieldSection title="More">
            <MoreFields {...fields()} />
          </FieldSection>
        </div>
      </form>
    </Drawer>
  );
}
