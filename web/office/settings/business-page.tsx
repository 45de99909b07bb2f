import { Match, Switch, untrack } from "solid-js";
import { type Business, updateBusinessInput } from "../../../worker/domains/settings/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { followRecord } from "../../shared/follow-record.ts";
import { createForm, type Form } from "../../shared/form.ts";
import { createQuery } from "../../shared/query.ts";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { LeaveGuard } from "../../shared/ui/leave-guard.tsx";
import { Fact, Facts } from "../../shared/ui/peek-panel.tsx";
import { PhoneInput } from "../../shared/ui/phone-input.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";
import { RecordPlaceholder } from "../staff/record-placeholder.tsx";
import { AddressFields } from "./address-fields.tsx";
import { localeOptions, regionOptions, timeZoneOptions } from "./places.ts";
import { SaveBar } from "./save-bar.tsx";
import { maySet, SettingsPage } from "./settings-page.tsx";

const path = "/settings/business";

export default function BusinessPage() {
  const business = createQuery<Business>(() => path);
  return (
    <SettingsPage
      title="Business"
      intro="Who you are, and how dates, numbers and phones are read and written here."
    >
      <Switch>
        <Match when={business.data()}>{(data) => <BusinessForm data={data()} />}</Match>
        <Match when={business.error()}>
          {(error) => <ErrorState error={error()} onRetry={business.refetch} />}
        </Match>
        <Match when={business.pending()}>
          <RecordPlaceholder label="the business details" />
        </Match>
      </Switch>
    </SettingsPage>
  );
}

/** Country is a choice, so an empty one is none. */
const schema = {
  "~standard": {
    validate: (value: unknown) => {
      const typed = value as Record<string, unknown>;
      return updateBusinessInput["~standard"].validate({ ...typed, country: typed.country || null }) as never;
    },
  },
};

function BusinessForm(props: { data: Business }) {
  const form = createForm({
    initial: untrack(() => props.data.business) as Record<string, unknown>,
    schema,
    send: (values: object, idempotencyKey) =>
      api.put<{ change: Committed | null }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => announce(change, "/settings", "/session"),
  });
  followRecord(
    form,
    () => props.data.business.version,
    () => props.data.business as Record<string, unknown>,
  );
  return (
    <form noValidate onSubmit={form.submit}>
      <LeaveGuard dirty={form.dirty()} what="the business details" />
      <div class="max-w-3xl px-4 sm:px-6">
        <ErrorSummary form={form} />
      </div>
      <fieldset class="flex max-w-3xl flex-col gap-8 px-4 pt-1 sm:px-6" disabled={!maySet()}>
        <legend class="sr-only">Business details</legend>
        <section class="flex flex-col gap-4">
          <TextInput
            field={form.field("displayName")}
            label="Name"
            description="In the toolbar, in mails and on everything that families see."
            maxLength={80}
          />
          <div class="grid gap-4 sm:grid-cols-2">
            <PhoneInput field={form.field("phone")} label="Phone" optional />
            <EmailInput field={form.field("email")} label="E-mail" optional />
          </div>
          <TextInput field={form.field("website")} label="Website" optional inputmode="url" maxLength={200} />
          <AddressFields form={form} />
        </section>
        <TimeAndLanguage form={form} />
        <AccountFacts account={props.data.account} />
      </fieldset>
      <SaveBar form={form} />
    </form>
  );
}

function TimeAndLanguage(props: { form: Pick<Form, "field"> }) {
  const set = (name: string) => String(props.form.field(name).value() ?? "");
  return (
    <section class="flex flex-col gap-4 border-t border-line pt-5">
      <h2 class="text-md font-bold tracking-tight">Time and language</h2>
      <Select
        field={props.form.field("timeZone")}
        label="Time zone"
        description="For billing days, reports and this office. Each location has its own for its classes."
        options={timeZoneOptions(set("timeZone"))}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <Select
          field={props.form.field("locale")}
          label="Language and formats"
          options={localeOptions(set("locale"))}
        />
        <Select
          field={props.form.field("phoneRegion")}
          label="Country of phone numbers"
          description="For numbers typed without a country code."
          options={regionOptions()}
        />
      </div>
    </section>
  );
}

function AccountFacts(props: { account: Business["account"] }) {
  return (
    <section class="border-t border-line pt-5">
      <h2 class="text-md font-bold tracking-tight">Account</h2>
      <div class="-mx-4">
        <Facts>
          <Fact label="Address">{`/a/${props.account.urlName}`}</Fact>
          <Fact label="Plan">
            <span class="capitalize">{props.account.plan}</span>
          </Fact>
          <Fact label="Currency">{props.account.currency}, fixed for the account</Fact>
        </Facts>
      </div>
    </section>
  );
}
