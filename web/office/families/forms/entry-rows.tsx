import { type Accessor, Index, type JSX } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { PlusIcon, XIcon } from "../../../shared/ui/icons.tsx";
import type { FieldSource } from "./field-source.ts";

type Row = { isPrimary: boolean };

type EntryRowsProps<R extends Row> = {
  form: FieldSource;
  /** The path of the list: "emails" or "guardians.0.phones". */
  path: string;
  /** What one row is called: "e-mail". */
  noun: string;
  create: () => R;
  max: number;
  /** The field that is typed into, and below it the choices. */
  main: (path: Accessor<string>, index: number) => JSX.Element;
  details: (path: Accessor<string>, index: number) => JSX.Element;
  /** The field of a row that gets the focus. */
  mainField: string;
};

/** E-mails or phones of one person: rows that are added and removed by pointer or keyboard, focus following. */
export function EntryRows<R extends Row>(props: EntryRowsProps<R>) {
  const list = () => props.form.field(props.path);
  const rows = () => (list().value() as R[] | undefined) ?? [];
  let addButton: HTMLButtonElement | undefined;

  const focusRow = (index: number) =>
    queueMicrotask(() => {
      const path = `${props.path}.${index}.${props.mainField}`;
      const input = document.getElementById(props.form.field(path).id);
      (input ?? addButton)?.focus();
    });

  function add() {
    list().set([...rows(), props.create()]);
    focusRow(rows().length - 1);
  }

  function remove(index: number) {
    list().set(rows().filter((_, position) => position !== index));
    focusRow(Math.min(index, rows().length - 1));
  }

  return (
    <div class="flex flex-col gap-4">
      <Index each={rows()}>
        {(_, index) => {
          const path = () => `${props.path}.${index}`;
          return (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset per row would announce twice what its fields say.
            <div role="group" aria-label={`${props.noun} ${index + 1}`} class="flex flex-col gap-2">
              <div class="flex items-start gap-1">
                <div class="min-w-0 flex-1">{props.main(path, index)}</div>
                <IconButton label={`Remove this ${props.noun}`} icon={XIcon} onClick={() => remove(index)} />
              </div>
              {props.details(path, index)}
            </div>
          );
        }}
      </Index>
      <Button
        ref={addButton}
        size="small"
        icon={PlusIcon}
        class="self-start"
        disabled={rows().length >= props.max}
        onClick={add}
      >
        {`Add ${rows().length === 0 ? "an" : "another"} ${props.noun}`}
      </Button>
    </div>
  );
}

/** One of the rows is the one to use first; choosing it takes the mark from the others. */
export function choosePrimary(form: FieldSource, path: string, index: number, chosen: boolean) {
  const rows = (form.field(path).value() as Row[] | undefined) ?? [];
  rows.forEach((row, position) => {
    const wanted = position === index ? chosen : chosen ? false : row.isPrimary;
    if (row.isPrimary !== wanted) form.field(`${path}.${position}.isPrimary`).set(wanted);
  });
}
