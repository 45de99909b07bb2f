import { createSignal, For, Show } from "solid-js";
import type { OwnGuardian, OwnProfile } from "../../../worker/domains/families/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { createQuery } from "../../shared/query.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { hasRole } from "../session.ts";
import { profileWords } from "../words/profile.ts";
import { orNull, TextField } from "./fields.tsx";
import { GuardianForm } from "./guardian-form.tsx";
import { AccountPage, Answer, cardClass, LookOnly } from "./parts.tsx";

/** Who the guardians are, how they are reached, and where the family lives. */
export default function ProfilePage() {
  const words = profileWords;
  const profile = createQuery<OwnProfile>(() => "/profile");
  const [openId, setOpenId] = createSignal<string>();
  const done = () => {
    setOpenId(undefined);
    profile.refetch();
  };
  return (
    <AccountPage title={words().title} lead={words().lead}>
      <LookOnly />
      <Answer query={profile} label={words().loading}>
        {(data) => (
          <>
            <For each={data().guardians}>
              {(guardian) => (
                <Show
                  when={openId() === guardian.id}
                  fallback={<Guardian guardian={guardian} onEdit={() => setOpenId(guardian.id)} />}
                >
                  <GuardianForm guardian={guardian} onSaved={done} onClose={() => setOpenId(undefined)} />
                </Show>
              )}
            </For>
            <Show
              when={openId() === "address"}
              fallback={<Address family={data().family} onEdit={() => setOpenId("address")} />}
            >
              <AddressForm family={data().family} onSaved={done} onClose={() => setOpenId(undefined)} />
            </Show>
          </>
        )}
      </Answer>
    </AccountPage>
  );
}

function Guardian(props: { guardian: OwnGuardian; onEdit: () => void }) {
  const words = profileWords;
  const name = () => `${props.guardian.firstName} ${props.guardian.lastName}`.trim();
  return (
    <section class={`${cardClass} p-4`} aria-label={name()}>
      <div class="flex items-start justify-between gap-3">
        <div class="min-w-0">
          <h2 class="text-md font-bold tracking-tight">{name()}</h2>
          <p class="text-sm text-ink-3">
            {[props.guardian.relationship, props.guardian.isPrimary ? words().primary : ""]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
        <Show when={hasRole("payer")}>
          <Button aria-label={words().editWho(name())} onClick={props.onEdit}>
            {words().edit}
          </Button>
        </Show>
      </div>
      <ul class="mt-2 flex flex-col gap-1">
        <For each={props.guardian.phones}>{(phone) => <li>{phone.number}</li>}</For>
        <For each={props.guardian.emails}>
          {(email) => (
            <li class="flex flex-wrap items-center gap-2">
              <span class="[overflow-wrap:anywhere]">{email.address}</span>
              <Show when={email.isLogin}>
                <Pill>{words().signsIn}</Pill>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}

type Family = OwnProfile["family"];

function Address(props: { family: Family; onEdit: () => void }) {
  const words = profileWords;
  const lines = () => {
    const { addressLine1, addressLine2, city, region, postalCode } = props.family;
    const place = [city, region, postalCode].filter(Boolean).join(" ");
    return [addressLine1, addressLine2, place].filter(Boolean);
  };
  return (
    <section class={`${cardClass} p-4`} aria-labelledby="address">
      <div class="flex items-start justify-between gap-3">
        <h2 id="address" class="text-md font-bold tracking-tight">
          {words().address}
        </h2>
        <Show when={hasRole("payer")}>
          <Button aria-label={words().editWho(words().address)} onClick={props.onEdit}>
            {words().edit}
          </Button>
        </Show>
      </div>
      <For each={lines()} fallback={<p class="text-ink-2">{words().noAddress}</p>}>
        {(line) => <p>{line}</p>}
      </For>
    </section>
  );
}

function AddressForm(props: { family: Family; onSaved: () => void; onClose: () => void }) {
  const words = profileWords;
  const { version, addressLine1, addressLine2, city, region, postalCode } = props.family;
  const form = createForm({
    initial: {
      addressLine1: addressLine1 ?? "",
      addressLine2: addressLine2 ?? "",
      city: city ?? "",
      region: region ?? "",
      postalCode: postalCode ?? "",
    },
    send: (values, idempotencyKey) => {
      const body = Object.fromEntries(Object.entries(values).map(([key, text]) => [key, orNull(text)]));
      return api.patch("/profile", { ...body, version }, { idempotencyKey });
    },
    onSaved: () => {
      showToast(words().saved, { tone: "good" });
      props.onSaved();
    },
  });
  return (
    <form class={`${cardClass} flex flex-col gap-4 p-4`} noValidate onSubmit={form.submit}>
      <h2 class="text-md font-bold tracking-tight">{words().address}</h2>
      <ErrorSummary form={form} />
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          field={form.field("addressLine1")}
          label={words().addressLine1}
          autocomplete="address-line1"
        />
        <TextField
          field={form.field("addressLine2")}
          label={words().addressLine2}
          autocomplete="address-line2"
        />
        <TextField field={form.field("city")} label={words().city} autocomplete="address-level2" />
        <TextField field={form.field("region")} label={words().region} autocomplete="address-level1" />
        <TextField field={form.field("postalCode")} label={words().postalCode} autocomplete="postal-code" />
      </div>
      <div class="flex flex-wrap gap-2.5">
        <Button type="submit" variant="primary" busy={form.submitting()}>
          {words().save}
        </Button>
        <Button onClick={props.onClose}>{words().cancel}</Button>
      </div>
    </form>
  );
}
