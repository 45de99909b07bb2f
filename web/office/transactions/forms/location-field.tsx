import { Show } from "solid-js";
import { Select } from "../../../shared/ui/select.tsx";
import { orAll } from "./choices.ts";
import type { RunFields } from "./run-form.ts";

/** Which location a run is about; a school of one location is not asked. */
export function LocationField(props: RunFields & { readonly label?: string }) {
  return (
    <Show when={props.options.locations.length > 1}>
      <Select
        field={props.form.field("locationId")}
        label={props.label ?? "Location"}
        options={orAll("All locations", props.options.locations)}
      />
    </Show>
  );
}
