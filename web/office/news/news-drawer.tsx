import {
  type NewsPage,
  type NewsRow,
  newsInput,
  updateNewsInput,
} from "../../../worker/domains/news/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { announce } from "../audit/announce.ts";
import { PictureField } from "../portal-images/picture-field.tsx";

type NewsDrawerProps = {
  /** Without it a new one is made. */
  item?: NewsRow;
  locations: NewsPage["locations"];
  onClose: () => void;
};

const blank = () => ({
  title: "",
  summary: "",
  body: "",
  imageFileId: null as string | null,
  locationId: "",
  isOnLanding: true,
  startsOn: formats().today(),
  endsOn: "",
});

function createNewsForm({ item, onClose }: NewsDrawerProps) {
  const input = item ? updateNewsInput : newsInput;
  return createForm({
    initial: {
      ...blank(),
      ...item,
      locationId: item?.locationId ?? "",
      endsOn: item?.endsOn ?? "",
    } as Record<string, unknown>,
    schema: {
      "~standard": {
        validate: (value: unknown) => {
          const typed = value as Record<string, unknown>;
          const none = { locationId: typed.locationId || null, endsOn: typed.endsOn || null };
          return input["~standard"].validate({ ...typed, ...none }) as never;
        },
      },
    },
    send: (values: object, idempotencyKey) =>
      item
        ? api.patch<{ change: Committed | null }>(`/news/${item.id}`, values, { idempotencyKey })
        : api.post<{ change: Committed | null }>("/news", values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, "/news", "/settings/portal");
      onClose();
    },
  });
}

export function NewsDrawer(props: NewsDrawerProps) {
  const form = createNewsForm(props);
  const places = () => [
    { value: "", label: "Every location" },
    ...props.locations.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={props.item ? `Edit “${props.item.title}”` : "New item"}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {props.item ? "Save" : "Add"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("title")} label="Title" maxLength={90} autofocus />
        <TextArea
          field={form.field("summary")}
          label="In short"
          description="One or two sentences, for the landing page and the list."
          optional
          maxLength={240}
        />
        <TextArea
          field={form.field("body")}
          label="Text"
          description="An empty line begins a paragraph; addresses such as https://… become links."
          optional
          maxLength={8000}
        />
        <PictureField
          field={form.field("imageFileId")}
          label="Picture"
          description="Fills the landing page while this is shown."
        />
        <div class="grid gap-4 sm:grid-cols-2">
          <DateInput field={form.field("startsOn")} label="First day" />
          <DateInput field={form.field("endsOn")} label="Last day" optional />
        </div>
        <Select field={form.field("locationId")} label="For" options={places()} />
        <Checkbox
          field={form.field("isOnLanding")}
          label="Also on the landing page"
          description="Everybody who comes by sees it, before they log in."
        />
        <section aria-label="Preview" class="rounded-md border border-line bg-sunken p-4">
          <h3 class="text-md font-bold tracking-tight [overflow-wrap:anywhere]">
            {String(form.values.title) || "Title"}
          </h3>
          <p class="text-ink-2 [overflow-wrap:anywhere]">{String(form.values.summary)}</p>
          <PlainText text={String(form.values.body)} class="mt-2" />
        </section>
      </form>
    </Drawer>
  );
}
