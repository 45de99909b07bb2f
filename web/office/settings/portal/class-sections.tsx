import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { RuleSection } from "../rules-form.tsx";
import type { PortalForm } from "./portal-form.ts";

const permissions = [
  { value: "auto", label: "Families do it by themselves" },
  { value: "request", label: "Families ask, staff decide" },
  { value: "off", label: "Only staff" },
];

/** What families see of classes, and what they may do by themselves. */
export function ClassSections(props: { form: PortalForm }) {
  const { form } = props;
  return (
    <>
      <RuleSection title="Classes">
        <Checkbox
          field={form.field("showsOpeningCounts")}
          label="Show how many places are left"
          description="Otherwise only Open or Full."
        />
        <Checkbox field={form.field("showsLevels")} label="Show levels" />
        <Checkbox field={form.field("showsPrices")} label="Show prices" />
        <Checkbox
          field={form.field("allowsStartToday")}
          label="Today's meeting may be booked until it begins"
        />
        <Days form={form} name="startsWithinDays" label="First day at most so many days ahead" />
      </RuleSection>
      <RuleSection title="Registration">
        <div class="max-w-md">
          <Select
            field={form.field("registrationMode")}
            label="When a family books"
            description="A request takes no place for good and charges nothing until staff approve it."
            options={[
              { value: "auto_approve", label: "The child is enrolled at once" },
              { value: "request", label: "Staff approve each request" },
              { value: "priority", label: "Holders of a keyword at once, others by request" },
            ]}
          />
        </div>
        <Permission form={form} name="trials" label="Trials" />
        <Checkbox
          field={form.field("waitlist")}
          label="Families may join the waitlist of a full class"
          description="Places that become free are offered in order, and kept for as long as the rules for enrollment say."
        />
      </RuleSection>
      <RuleSection title="Absences, makeups, changes">
        <Permission form={form} name="absences" label="Absences" />
        <TextInput
          field={form.field("absenceNoticeMinutes")}
          label="Absences: told at least so many minutes before"
          description="60: until an hour before. 1440: a day."
          inputmode="numeric"
          class="max-w-28 tabular-nums"
        />
        <Permission form={form} name="makeups" label="Makeups" />
        <Permission form={form} name="drops" label="Drops" />
        <Days form={form} name="dropNoticeDays" label="Drops: notice, in days" />
        <Permission form={form} name="transfers" label="Transfers to another class" />
        <Days form={form} name="transferAheadDays" label="Transfers: begin at most so many days ahead" />
        <Checkbox
          field={form.field("transfersMoveUp")}
          label="Transfers may go one level up"
          description="Otherwise only within the same level."
        />
      </RuleSection>
    </>
  );
}

/** What families decide and pay at the end. */
export function CheckoutSection(props: { form: PortalForm }) {
  const { form } = props;
  return (
    <RuleSection title="Checkout">
      <TextInput
        field={form.field("holdMinutes")}
        label="A place in a cart is kept for so many minutes"
        description="Nobody else can take it meanwhile; then it is free again by itself."
        inputmode="numeric"
        class="max-w-28 tabular-nums"
      />
      <div class="max-w-md">
        <Select
          field={form.field("dueAtSignUp")}
          label="Due at checkout"
          options={[
            { value: "full", label: "Everything that the booking costs now" },
            { value: "nothing", label: "Nothing; it is billed later" },
          ]}
        />
      </div>
      <div class="max-w-md">
        <Select
          field={form.field("whenPaymentFails")}
          label="When the payment fails"
          options={[
            { value: "hold_place", label: "Keep the place for another try" },
            { value: "keep_enrolled", label: "Enroll all the same; the family owes it" },
          ]}
        />
      </div>
      <Checkbox field={form.field("takesCards")} label="Take cards" />
      <Checkbox field={form.field("takesBankAccounts")} label="Take bank accounts (eCheck)" />
      <Checkbox
        field={form.field("requiresStoredMethod")}
        label="A stored payment method is required to book"
      />
    </RuleSection>
  );
}

function Permission(props: { form: PortalForm; name: string; label: string }) {
  return (
    <div class="max-w-md">
      <Select field={props.form.field(props.name)} label={props.label} options={permissions} />
    </div>
  );
}

function Days(props: { form: PortalForm; name: string; label: string }) {
  return (
    <TextInput
      field={props.form.field(props.name)}
      label={props.label}
      inputmode="numeric"
      class="max-w-28 tabular-nums"
    />
  );
}
