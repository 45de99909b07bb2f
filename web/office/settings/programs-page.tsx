import { Show } from "solid-js";
import type { ProgramRow } from "../../../worker/domains/class-lists/schemas.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { ClassListPage } from "./class-list-page.tsx";

export default function ProgramsPage() {
  return (
    <ClassListPage<ProgramRow>
      kind="programs"
      title="Programs"
      noun="program"
      intro="What you teach, in the large. Every class belongs to one; money is reported by program, and a closure can be limited to one."
      example="Recreational"
      details={(row) => row.description ?? ""}
      mark={(row) => (
        <Show when={row.isFinancialOnly}>
          <Pill>Money only</Pill>
        </Show>
      )}
    />
  );
}
