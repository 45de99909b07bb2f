import { For, Show } from "solid-js";
import { feeExceptionInput } from "../../../../worker/domains/anniversary-fees/schemas.ts";
import type {
  AnniversaryFeeRow,
  FeeExceptions,
  FeeException as Stored,
} from "../../../../worker/domains/anniversary-fees/shapes.ts";
import type { PaletteAnswer } from "../../../../worker/domains/palette/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { showProblem } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Combobox, type ComboboxOption } from "../../../shared/ui/combobox.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { Trash2Icon } from "../../../shared/ui/icons.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { withParams } from "../../../shared/url-state.ts";
import { announce } from "../../audit/announce.ts";
import { QueryStates } from "../query-states.tsx";
import { mayPrice } from "./setup-acts.ts";
import { typedSchema } from "./typed-values.ts";

const FEES = "/anniversary-fees";
const EMPTY = { member: "", amountMinor: "", nextOn: "" };

/** For whom another amount holds, or who pays nothing before a day. */
export function FeeExceptionsDrawer(props: { fee: AnniversaryFeeRow; onClose: () => void }) {
  const path = `${FEES}/${props.fee.id}/exceptions`;
  const exceptions = createQuery<FeeExceptions>(() => path);
  async function remove(one: Stored) {
    try {
      const { change } = await api.delete<{ change: Committed }>(`${FEES}/exceptions/${one.id}`, {
        version: one.version,
      });
      announce(change, FEES);
    } catch (cause) {
      showProblem(cause);
    }
  }
  return (
    <Drawer open onClose={props.onClose} title={`Exceptions of ${props.fee.name}`}>
      <div class="flex flex-col gap-6">
        <QueryStates query={exceptions} label="the exceptions">
          {(found) => (
            <ul class="border-t border-line empty:hidden">
              <For
                each={found().rows}
                fallback={<li class="py-2 text-ink-3">The fee holds for everybody.</li>}
              >
                {(one) => (
                  <li class="flex items-center gap-3 border-b border-line py-2">
                    <p class="min-w-0 flex-1">
                      <span class="font-semibold">
                        <bdi>{one.studentName ?? one.familyName}</bdi>
                      </span>{" "}
                      <span class="text-ink-2">{exceptionText(one)}</span>
                    </p>
                    <Show when={mayPrice()}>
                      <IconButton
                        label={`Delete the exception for ${one.studentName ?? one.familyName}`}
                        icon={Trash2Icon}
                        onClick={() => void remove(one)}
                      />
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          )}
        </QueryStates>
        <Show when={exceptions.data()?.isCut}>
          <p class="text-ink-3">There are more exceptions than are listed here.</p>
        </Show>
        <Show when={mayPrice()}>
          <ExceptionForm fee={props.fee} path={path} />
        </Show>
      </div>
    </Drawer>
  );
}

function exceptionText({ amountMinor, nextOn }: Stored): string {
  const amount =
    amountMinor === null ? [] : [amountMinor === 0 ? "pays nothing" : `pays ${formats().money(amountMinor)}`];
  const day = nextOn === null ? [] : [`not before ${formats().date(nextOn)}`];
  return [...amount, ...day].join(", ");
}

/** A family, or for a fee of students one of them: a choice says both at once. */
function memberOf(values: Record<string, unknown>): Record<string, unknown> {
  const { member, ...rest } = values;
  const [familyId = "", studentId] = String(member ?? "").split("/");
  return { ...rest, familyId, studentId: studentId ?? null };
}

function ExceptionForm(props: { fee: AnniversaryFeeRow; path: string }) {
  const form = createForm({
    initial: { ...EMPTY } as Record<string, unknown>,
    schema: typedSchema<object>(feeExceptionInput, { amountMinor: "money", nextOn: "date" }, memberOf),
    send: (input, idempotencyKey) => api.post<{ change: Committed }>(props.path, input, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, FEES);
      form.reset({ ...EMPTY });
    },
  });
  const member = () => {
    const own = form.field("member");
    return { ...own, error: () => form.field("familyId").error() ?? form.field("studentId").error() };
  };
  const optionsOf = (answer: unknown): ComboboxOption[] => {
    const { families, students } = answer as PaletteAnswer;
    const named = families.map(({ id, name, hint }) => ({ id, name, hint: hint ?? "family" }));
    if (props.fee.per === "family") return named;
    return [
      ...students.map(({ id, familyId, name, hint }) => ({
        id: `${familyId}/${id}`,
        name,
        hint: hint ?? "",
      })),
      ...named,
    ];
  };
  return (
    <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
      <h3 class="font-semibold">New exception</h3>
      <ErrorSummary form={form} />
      <Combobox
        field={member()}
        label={props.fee.per === "family" ? "Family" : "Student, or family for all of its students"}
        searchPath={(typed) => withParams("/palette", { q: typed })}
        optionsOf={optionsOf}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <MoneyInput
          field={form.field("amountMinor")}
          label="Amount instead"
          description="0: they pay nothing."
        />
        <DateInput field={form.field("nextOn")} label="Not before" optional />
      </div>
      <div>
        <Button type="submit" busy={form.submitting()}>
          Add the exception
        </Button>
      </div>
    </form>
  );
}
