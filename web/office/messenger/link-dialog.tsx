import { createSignal, createUniqueId, Show } from "solid-js";
import type { FamilyPage } from "../../../worker/domains/families/shapes.ts";
import type { PaletteAnswer } from "../../../worker/domains/palette/schemas.ts";
import type { FormField } from "../../shared/form.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Combobox } from "../../shared/ui/combobox.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { withParams } from "../../shared/url-state.ts";
import { linkFamily } from "./messenger-calls.ts";
import { phoneOf } from "./words.ts";

type LinkDialogProps = { id: string; e164: string; onClose: () => void };

const familyOptions = (answer: unknown) =>
  (answer as PaletteAnswer).families.map(({ id, name, hint }) => ({ id, name, ...(hint && { hint }) }));

/** A field that belongs to no form: it is sent with the press of the button. */
function createField(name: string): FormField {
  const [value, setValue] = createSignal<unknown>("");
  return { id: createUniqueId(), name, value, set: setValue, error: () => undefined };
}

/** Finds the family that a number belongs to, and whose number it is; what happens is said before it is confirmed. */
export default function LinkDialog(props: LinkDialogProps) {
  const family = createField("familyId");
  const guardian = createField("guardianId");
  const [busy, setBusy] = createSignal(false);
  const familyId = () => String(family.value() ?? "");
  const page = createQuery<FamilyPage>(() => (familyId() ? `/families/${familyId()}` : undefined));
  const confirm = async () => {
    setBusy(true);
    const guardianId = String(guardian.value() ?? "") || null;
    if (await linkFamily(props.id, { familyId: familyId(), guardianId })) props.onClose();
    setBusy(false);
  };
  return (
    <Dialog
      open
      size="narrow"
      title="Whose number is this?"
      description={`${phoneOf(props.e164)} goes into their record, and this conversation into their history.`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={busy()}
            disabled={page.data() === undefined}
            onClick={() => void confirm()}
          >
            Link the number
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-4">
        <Combobox
          field={{
            ...family,
            set: (id) => {
              guardian.set("");
              family.set(id);
            },
          }}
          label="Family"
          placeholder="Name of a guardian, a child, or a phone number"
          searchPath={(typed) => withParams("/palette", { q: typed })}
          optionsOf={familyOptions}
        />
        <Show when={familyId() !== "" && page.data()}>
          {(found) => (
            <Select
              field={guardian}
              label="Guardian"
              options={[
                { value: "", label: "The family, nobody in particular" },
                ...found().guardians.map(({ id, firstName, lastName }) => ({
                  value: id,
                  label: `${firstName} ${lastName}`,
                })),
              ]}
            />
          )}
        </Show>
      </div>
    </Dialog>
  );
}
