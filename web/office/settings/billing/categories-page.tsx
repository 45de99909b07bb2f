import { createSignal, Show } from "solid-js";
import { categoryInput, updateCategoryInput } from "../../../../worker/domains/tuition/schemas.ts";
import type { CategoriesPage as Categories, CategoryRow } from "../../../../worker/domains/tuition/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { formats } from "../../../shared/formats.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { CalendarIcon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announce } from "../../audit/announce.ts";
import { PRICES_SHOWN_IN } from "./setup-acts.ts";
import { createSetupForm, SetupDrawer } from "./setup-drawer.tsx";
import { SetupEntry, SetupPage } from "./setup-page.tsx";
import { typedSchema } from "./typed-values.ts";

const path = "/tuition/categories";

export default function CategoriesPage() {
  return (
    <SetupPage<CategoryRow, Categories>
      path={path}
      title="Charge categories"
      noun="category"
      intro="What a line of a charge is for: a month of tuition, a registration. Reports count by them. One that has expired stays where it is and is not offered any more."
      example="December tuition"
      isOrdered
      actions={() => <MonthsButton />}
      entry={(row, page) => (
        <SetupEntry name={row.name} details={expiryText(row, page.today)}>
          <Show when={isExpired(row, page.today)}>
            <Pill>Expired</Pill>
          </Show>
        </SetupEntry>
      )}
      drawer={(row, _page, onClose) => <CategoryDrawer entry={row} onClose={onClose} />}
    />
  );
}

const isExpired = (row: CategoryRow, today: string) => row.expiresOn !== null && row.expiresOn < today;

function expiryText(row: CategoryRow, today: string) {
  if (row.expiresOn === null) return "Can be used without end";
  const day = formats().date(row.expiresOn);
  return isExpired(row, today) ? `Could be used until ${day}` : `Can be used until ${day}`;
}

/** A year of months at once, from this one on; those that exist are left alone. */
function MonthsButton() {
  const [busy, setBusy] = createSignal(false);
  async function add() {
    setBusy(true);
    try {
      const answer = await api.post<{ added: number; change: Committed | null }>(`${path}/months`, {
        from: formats().today().slice(0, 7),
        months: 12,
      });
      if (answer.change) announce(answer.change, ...PRICES_SHOWN_IN);
      else showToast("The next twelve months have a category each already");
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button icon={CalendarIcon} busy={busy()} onClick={() => void add()}>
      One a month
    </Button>
  );
}

function CategoryDrawer(props: { entry: CategoryRow | undefined; onClose: () => void }) {
  const { entry, onClose } = props;
  const form = createSetupForm({
    path,
    entry,
    initial: { name: entry?.name ?? "", expiresOn: entry?.expiresOn ?? "" },
    schema: typedSchema(entry ? updateCategoryInput : categoryInput, { expiresOn: "date" }),
    onClose,
  });
  return (
    <SetupDrawer form={form} noun="category" entry={entry} onClose={onClose}>
      <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
      <DateInput
        field={form.field("expiresOn")}
        label="Last day of use"
        description="After it nobody can put it on a charge. Empty: without end."
        optional
      />
    </SetupDrawer>
  );
}
