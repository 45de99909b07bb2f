import {
  type LocationRow,
  locationInput,
  updateLocationInput,
} from "../../../worker/domains/settings/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { me } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { PhoneInput } from "../../shared/ui/phone-input.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";
import { PictureField } from "../portal-images/picture-field.tsx";
import { AddressFields } from "./address-fields.tsx";
import { timeZoneOptions } from "./places.ts";

type LocationDrawerProps = {
  /** Without it a new one is made. */
  location?: LocationRow;
  onClose: () => void;
};

export function LocationDrawer(props: LocationDrawerProps) {
  const { location } = props;
  const timeZone = location?.timeZone ?? me()?.account.timeZone ?? "UTC";
  const input = location ? updateLocationInput : locationInput;
  const form = createForm({
    initial: {
      name: "",
      phone: "",
      email: "",
      portalText: "",
      imageFileId: null,
      ...location,
      timeZone,
    } as Record<string, unknown>,
    schema: {
      "~standard": {
        validate: (value: unknown) => {
          const typed = value as Record<string, unknown>;
          return input["~standard"].validate({ ...typed, country: typed.country || null }) as never;
        },
      },
    },
    send: (values: object, idempotencyKey) =>
      location
        ? api.patch<{ change: Committed | null }>(`/settings/locations/${location.id}`, values, {
            idempotencyKey,
          })
        : api.post<{ change: Committed | null }>("/settings/locations", values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, "/settings", "/family-options", "/session", "/staff");
      props.onClose();
    },
  });
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={location ? `Edit ${location.name}` : "New location"}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {location ? "Save" : "Add"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
        <Select
          field={form.field("timeZone")}
          label="Time zone"
          description="Classes here begin at the hour that this clock shows."
          options={timeZoneOptions(timeZone)}
        />
        <div class="grid gap-4 sm:grid-cols-2">
          <PhoneInput field={form.field("phone")} label="Phone" optional />
          <EmailInput field={form.field("email")} label="E-mail" optional />
        </div>
        <AddressFields form={form} />
        <TextArea
          field={form.field("portalText")}
          label="What families are told"
          description="Where to park, which door: shown in the portal beside the address."
          optional
          maxLength={2000}
        />
        <PictureField field={form.field("imageFileId")} label="Picture" description="Shown in the portal." />
      </form>
    </Drawer>
  );
}
