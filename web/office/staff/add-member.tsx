import { createSignal } from "solid-js";
import type { StaffRow } from "../../../worker/domains/staff/schemas.ts";
import { createForm } from "../../shared/form.ts";
import type { Page } from "../../shared/pages.ts";
import { Combobox } from "../../shared/ui/combobox.tsx";
import { withParams } from "../../shared/url-state.ts";

const maxShown = 20;

type AddMemberProps = { isMember: (staffId: string) => boolean; onAdd: (staffId: string) => Promise<void> };

/** Finds somebody by name; choosing is adding, and the box is empty again for the next. */
export function AddMember(props: AddMemberProps) {
  const [adding, setAdding] = createSignal(false);
  const form = createForm({ initial: { staffId: "" }, send: async () => undefined });
  async function add(staffId: string) {
    if (!staffId || adding()) return;
    setAdding(true);
    await props.onAdd(staffId);
    setAdding(false);
    form.reset();
  }
  const field = () => {
    const own = form.field("staffId");
    return {
      ...own,
      set: (value: unknown) => {
        own.set(value);
        void add(String(value));
      },
    };
  };
  return (
    <Combobox
      field={field()}
      label="Add somebody"
      placeholder="Name, user name or e-mail"
      searchPath={(typed) => withParams("/staff", { q: typed })}
      optionsOf={(answer) =>
        (answer as Page<StaffRow>).rows
          .filter((row) => !props.isMember(row.id))
          .slice(0, maxShown)
          .map((row) => ({ id: row.id, name: row.name, hint: row.username }))
      }
    />
  );
}
