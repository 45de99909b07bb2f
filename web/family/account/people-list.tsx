import { createSignal, For, Show } from "solid-js";
import type { OwnContact, OwnPickup } from "../../../worker/domains/students/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { studentWords } from "../words/students.ts";
import { CheckField, orNull, TextField } from "./fields.tsx";
import { cardClass, DayField, longDay } from "./parts.tsx";

type Kind = "contacts" | "pickups";
type Person = OwnContact | OwnPickup;

/** Whom to call, or to whom the child may be handed; each is changed in its place. */
export function PeopleList(props: {
  kind: Kind;
  studentId: string;
  people: readonly Person[];
  mayEdit: boolean;
  onChange: () => void;
}) {
  const words = studentWords;
  const [openId, setOpenId] = createSignal<string>();
  const isContacts = () => props.kind === "contacts";
  const done = () => {
    setOpenId(undefined);
    props.onChange();
  };
  const detail = (person: Person) =>
    [
      person.relationship,
      person.phone,
      "secondPhone" in person ? person.secondPhone : null,
      "mayPickUp" in person && person.mayPickUp ? words().mayPickUp : null,
      "validUntil" in person && person.validUntil ? longDay(person.validUntil) : null,
      person.isForAll ? words().forAll : null,
    ]
      .filter(Boolean)
      .join(" · ");
  async function remove({ id, version }: Person) {
    try {
      await api.delete(`/students/${props.kind}/${id}`, { version });
      showToast(words().removed, { tone: "good" });
    } catch (cause) {
      showProblem(cause, words().failed);
    } finally {
      done();
    }
  }
  return (
    <section aria-labelledby={props.kind} class={`${cardClass} p-4`}>
      <h2 id={props.kind} class="text-md font-bold tracking-tight">
        {isContacts() ? words().contacts : words().pickups}
      </h2>
      <p class="text-sm text-ink-3">{isContacts() ? words().contactsHelp : words().pickupsHelp}</p>
      <ul class="mt-2 divide-y divide-line">
        <For
          each={props.people}
          fallback={<li class="py-2 text-ink-2">{isContacts() ? words().noContacts : words().noPickups}</li>}
        >
          {(person) => (
            <li class="py-2">
              <Show
                when={openId() === person.id}
                fallback={
                  <div class="flex flex-wrap items-center justify-between gap-x-3">
                    <div class="min-w-0 flex-1 basis-48">
                      <p class="font-medium">{person.name}</p>
                      <p class="text-sm text-ink-2">{detail(person)}</p>
                    </div>
                    <Show when={props.mayEdit}>
                      <div class="flex">
                        <Button
                          variant="quiet"
                          aria-label={`${words().edit}: ${person.name}`}
                          onClick={() => setOpenId(person.id)}
                        >
                          {words().edit}
                        </Button>
                        <Button
                          variant="quiet"
                          aria-label={`${words().remove}: ${person.name}`}
                          onClick={() => void remove(person)}
                        >
                          {words().remove}
                        </Button>
                      </div>
                    </Show>
                  </div>
                }
              >
                <PersonForm {...props} person={person} onSaved={done} onClose={() => setOpenId(undefined)} />
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.mayEdit}>
        <Show
          when={openId() === "new"}
          fallback={
            <Button class="mt-2" onClick={() => setOpenId("new")}>
              {isContacts() ? words().addContact : words().addPickup}
            </Button>
          }
        >
          <PersonForm {...props} onSaved={done} onClose={() => setOpenId(undefined)} />
        </Show>
      </Show>
    </section>
  );
}

function PersonForm(props: {
  kind: Kind;
  studentId: string;
  person?: Person;
  onSaved: () => void;
  onClose: () => void;
}) {
  const words = studentWords;
  const { kind, studentId } = props;
  const person: Partial<OwnContact & OwnPickup> = props.person ?? {};
  const form = createForm({
    initial: {
      name: person.name ?? "",
      relationship: person.relationship ?? "",
      phone: person.phone ?? "",
      secondPhone: person.secondPhone ?? "",
      mayPickUp: person.mayPickUp ?? false,
      validUntil: person.validUntil ?? "",
    },
    send: (values, idempotencyKey) => {
      const { name, mayPickUp } = values;
      const [relationship, phone] = [orNull(values.relationship), orNull(values.phone)];
      const own =
        kind === "contacts"
          ? { secondPhone: orNull(values.secondPhone), mayPickUp }
          : { validUntil: orNull(values.validUntil) };
      const body = { name, relationship, phone, ...own };
      const at = `/students/${studentId}/${kind}`;
      if (!person.id) return api.post(at, body, { idempotencyKey });
      return api.put(`${at}/${person.id}`, { ...body, version: person.version }, { idempotencyKey });
    },
    onSaved: () => {
      showToast(words().saved, { tone: "good" });
      props.onSaved();
    },
  });
  return (
    <form class="flex flex-col gap-3 py-2" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <div class="grid gap-3 sm:grid-cols-2">
        <TextField field={form.field("name")} label={words().name} required />
        <TextField field={form.field("relationship")} label={words().relationship} />
        <TextField
          field={form.field("phone")}
          label={words().phone}
          type="tel"
          required={kind === "contacts"}
        />
        <Show
          when={kind === "contacts"}
          fallback={<DayField field={form.field("validUntil")} label={words().validUntil} />}
        >
          <TextField field={form.field("secondPhone")} label={words().secondPhone} type="tel" />
        </Show>
      </div>
      <Show when={kind === "contacts"}>
        <CheckField field={form.field("mayPickUp")} label={words().mayPickUp} />
      </Show>
      <div class="flex flex-wrap gap-2.5">
        <Button type="submit" variant="primary" busy={form.submitting()}>
          {words().save}
        </Button>
        <Button onClick={props.onClose}>{words().cancel}</Button>
      </div>
    </form>
  );
}
