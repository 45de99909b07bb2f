import { For, Show } from "solid-js";
import { formats } from "../../../shared/formats.ts";
import { countryName, countryOptions } from "../forms/countries.ts";
import { type CustomField, customFieldsOf } from "../forms/custom-value-fields.tsx";
import { discountLabel, discountOptions } from "../forms/discount-options.ts";
import { choices, labelOf } from "../forms/family-options.ts";
import type { FactEditor } from "./fact-editor.tsx";
import { FactList, FactRow } from "./fact-list.tsx";
import { familyCustomFact, familyFact } from "./facts.ts";
import type { FamilyRoom } from "./family-room.ts";
import { InlineFact } from "./inline-fact.tsx";
import { KeywordFact } from "./keyword-fact.tsx";
import { Section } from "./section.tsx";

export function FamilyFacts(props: { room: FamilyRoom }) {
  const family = () => props.room.page().family;
  const lists = () => props.room.options();
  const places = () => lists()?.locations.map(({ id, name }) => ({ id, label: name }));
  return (
    <Section title="About the family">
      <FactList>
        <FactRow label="Address">
          <Address room={props.room} />
        </FactRow>
        <FactRow label="Keywords">
          <KeywordFact room={props.room} />
        </FactRow>
        <FactRow label="Flag">
          <InlineFact
            room={props.room}
            fact={familyFact("flagText", "Flag")}
            editor={{ as: "text", maxLength: 200 }}
            editable={props.room.mayEdit()}
          />
        </FactRow>
        <FactRow label="Home location">
          <InlineFact
            room={props.room}
            fact={familyFact("homeLocationId", "Home location")}
            editor={{ as: "choice", options: choices(places(), family().homeLocationId, "None") }}
            shown={(id) => labelOf(places(), id) ?? "…"}
            editable={props.room.mayEdit()}
          />
        </FactRow>
        <Show when={lists()?.referralSources.length !== 0 || family().referralSourceId}>
          <FactRow label="Found us by">
            <InlineFact
              room={props.room}
              fact={familyFact("referralSourceId", "Found us by")}
              editor={{
                as: "choice",
                options: choices(lists()?.referralSources, family().referralSourceId, "Not known"),
              }}
              shown={(id) => labelOf(lists()?.referralSources, id) ?? "No longer on the list"}
              editable={props.room.mayEdit()}
            />
          </FactRow>
        </Show>
        <FactRow label="Discount">
          <InlineFact
            room={props.room}
            fact={familyFact("specialDiscount", "Discount")}
            editor={{ as: "choice", options: discountOptions }}
            shown={(value) => discountLabel(value)}
            editable={props.room.mayEdit()}
          />
        </FactRow>
        <For each={customFieldsOf(lists(), "family")}>
          {(custom) => (
            <FactRow label={custom.label}>
              <InlineFact
                room={props.room}
                fact={familyCustomFact(custom.id, custom.label)}
                editor={customEditor(custom)}
                shown={(value) => shownCustom(custom, value)}
                editable={props.room.mayEdit()}
              />
            </FactRow>
          )}
        </For>
      </FactList>
    </Section>
  );
}

const addressParts = ["addressLine1", "addressLine2", "city", "region", "postalCode"] as const;

/** Written as an address is; each part of it is edited by itself. Without one, there is one thing to press. */
function Address(props: { room: FamilyRoom }) {
  const family = () => props.room.page().family;
  const mayEdit = () => props.room.mayEdit();
  const isKnown = () => addressParts.some((key) => family()[key]);
  const part = (key: (typeof addressParts)[number], label: string, empty = label) => (
    <InlineFact
      room={props.room}
      fact={familyFact(key, label)}
      editor={{ as: "text", maxLength: key === "postalCode" ? 20 : 80 }}
      empty={empty}
      editable={mayEdit()}
      fits={key !== "addressLine1" && key !== "addressLine2"}
    />
  );
  const shown = (key: (typeof addressParts)[number]) => mayEdit() || family()[key];
  return (
    <Show
      when={isKnown()}
      fallback={
        <Show when={mayEdit()} fallback={<span class="inline-block py-1.5 text-ink-3">–</span>}>
          {part("addressLine1", "Street", "Add an address")}
        </Show>
      }
    >
      <Show when={shown("addressLine1")}>{part("addressLine1", "Street")}</Show>
      <Show when={family().addressLine2}>{part("addressLine2", "Apartment, building")}</Show>
      <div class="flex flex-wrap gap-x-4">
        <Show when={shown("city")}>{part("city", "City")}</Show>
        <Show when={shown("region")}>{part("region", "State")}</Show>
        <Show when={shown("postalCode")}>{part("postalCode", "Postal code")}</Show>
      </div>
      <Show when={mayEdit() || family().country}>
        <InlineFact
          room={props.room}
          fact={familyFact("country", "Country")}
          editor={{ as: "choice", options: countryOptions() }}
          shown={(code) => countryName(code)}
          empty="Country"
          editable={mayEdit()}
        />
      </Show>
    </Show>
  );
}

export function customEditor(custom: CustomField): FactEditor {
  if (custom.fieldType === "date") return { as: "date" };
  if (custom.fieldType === "number") return { as: "text", maxLength: 40, inputmode: "decimal" };
  if (custom.fieldType === "text") return { as: "text", maxLength: 2000 };
  const values = custom.fieldType === "yes_no" ? ["Yes", "No"] : custom.choices;
  return {
    as: "choice",
    options: [{ value: "", label: "Not known" }, ...values.map((value) => ({ value, label: value }))],
  };
}

export const shownCustom = (custom: CustomField, value: string) =>
  custom.fieldType === "date" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? formats().date(value) : value;
