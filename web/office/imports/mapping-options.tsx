import { Show } from "solid-js";
import type { ImportDraft, ImportMapping } from "../../../worker/domains/imports/schemas.ts";
import { afterPaint } from "../../shared/after-paint.ts";
import type { FormField } from "../../shared/form.ts";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";

type MappingOptionsProps = {
  draft: ImportDraft;
  mapping: ImportMapping;
  onChange: (part: Partial<ImportMapping>) => void;
};

/** What the columns alone do not say: the order of dates, whose ids these are, and which value wins. */
export function MappingOptions(props: MappingOptionsProps) {
  const field = (name: string, value: () => unknown, set: (value: unknown) => void): FormField => ({
    id: `import-${name}`,
    name,
    value,
    set,
    error: () => undefined,
  });
  // A list shows what was chosen by itself; what follows from it may come a paint later.
  const choose = (part: Partial<ImportMapping>) => afterPaint(() => props.onChange(part));
  const hasIds = () => Object.values(props.mapping.columns).some((key) => key.endsWith(".externalId"));
  return (
    <div class="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
      <Show when={props.draft.ambiguousDates}>
        {(dates) => (
          <Select
            label={`What does ${dates().sample} mean?`}
            description="The dates of this file can be read in two ways."
            field={field(
              "date-order",
              () => props.mapping.dateOrder ?? "",
              (value) => choose({ dateOrder: (value || null) as ImportMapping["dateOrder"] }),
            )}
            options={orderOptions(dates().proposed)}
          />
        )}
      </Show>
      <Select
        label="Families that are here already"
        field={field(
          "when-matched",
          () => props.mapping.whenMatched,
          (value) => choose({ whenMatched: value as ImportMapping["whenMatched"] }),
        )}
        options={[
          { value: "update", label: "Take over what differs in the file" },
          { value: "fill", label: "Only fill in what is empty" },
        ]}
      />
      <Show when={hasIds()}>
        <TextInput
          label="Where the ids come from"
          description="Ids of another program or another studio are kept apart."
          maxlength={60}
          field={field(
            "id-source",
            () => props.mapping.idSource,
            (value) => props.onChange({ idSource: String(value) }),
          )}
        />
      </Show>
    </div>
  );
}

/** The order of the account's language comes first, but is not chosen for anybody. */
function orderOptions(proposed: "mdy" | "dmy") {
  const options = [
    { value: "mdy", label: "The month comes first" },
    { value: "dmy", label: "The day comes first" },
  ];
  const choose = { value: "", label: "Choose …", disabled: true };
  return [choose, ...options.sort((a) => (a.value === proposed ? -1 : 1))];
}
