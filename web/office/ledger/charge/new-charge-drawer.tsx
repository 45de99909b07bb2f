import { Index, Show } from "solid-js";
import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { PlusIcon, Trash2Icon } from "../../../shared/ui/icons.tsx";
import type { MoneyFamily } from "../opening.ts";
import { createLedgerOptions } from "../options.ts";
import { type ChargeForm, createChargeForm } from "./charge-form.ts";
import { HeadFields } from "./head-fields.tsx";
import { LineFields } from "./line-fields.tsx";
import { LiveTotal, previewText } from "./live-total.tsx";

const linesMax = 50;

export default function NewChargeDrawer(props: { family: MoneyFamily; onClose: () => void }) {
  const options = createLedgerOptions();
  const page = createQuery<FamilyPage>(() => `/families/${props.family.id}`, { staleMs: 60_000 });
  const form = createChargeForm(props.family, options.data, props.onClose);
  const students = () =>
    (page.data()?.students ?? []).map(({ id, firstName, lastName }) => ({
      id,
      name: `${firstName} ${lastName}`,
    }));

  function another() {
    form.add();
    const last = `lines.${form.values.lines.length - 1}.description`;
    queueMicrotask(() => document.getElementById(form.field(last).id)?.focus());
  }

  return (
    <Drawer
      open
      onClose={props.onClose}
      title="New charge"
      description={<bdi>{props.family.name}</bdi>}
      actions={
        <>
          <LiveTotal preview={form.preview} />
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {previewText(form.preview, "Charge")}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-5" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Index each={form.values.lines}>
          {(_, at) => <OneLine form={form} at={at} options={options.data()} students={students()} />}
        </Index>
        <Show when={form.values.lines.length < linesMax}>
          <span class="-mt-2 -ml-2.5">
            <Button size="small" variant="quiet" icon={PlusIcon} onClick={another}>
              Another line
            </Button>
          </span>
        </Show>
        <div class="flex flex-col gap-3 border-t border-line pt-4">
          <HeadFields
            field={form.field}
            values={form.values}
            options={options.data()}
            preview={form.preview.data()}
          />
        </div>
      </form>
    </Drawer>
  );
}

type OneLineProps = {
  form: ChargeForm;
  at: number;
  options: Parameters<typeof LineFields>[0]["options"];
  students: readonly { id: string; name: string }[];
};

function OneLine(props: OneLineProps) {
  const { form, at } = props;
  const several = () => form.values.lines.length > 1;
  const tax = () => form.preview.data()?.lines[at]?.taxMinor ?? 0;
  return (
    <fieldset class="min-w-0" classList={{ "rounded-md border border-line p-3": several() }}>
      <legend class={several() ? "px-1 text-sm font-semibold text-ink-3" : "sr-only"}>Line {at + 1}</legend>
      <LineFields
        field={(name) => form.field(`lines.${at}.${name}`)}
        options={props.options}
        students={props.students}
        aside={
          <Show when={several()}>
            <IconButton
              label={`Leave line ${at + 1} out`}
              icon={Trash2Icon}
              onClick={() => form.remove(at)}
            />
          </Show>
        }
      />
      <Show when={tax() > 0}>
        <p class="mt-2 text-sm text-ink-2 tabular-nums">With {formats().money(tax())} tax</p>
      </Show>
    </fieldset>
  );
}
