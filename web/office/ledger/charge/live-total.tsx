import { Show } from "solid-js";
import type { ChargePreview } from "../../../../worker/domains/ledger/outcomes.ts";
import { formats } from "../../../shared/formats.ts";
import type { LivePreview } from "../../enrollments/live-preview.ts";

/** What the form comes to by now, beside its buttons. */
export function LiveTotal(props: { preview: LivePreview<ChargePreview> }) {
  const taxMinor = () => props.preview.data()?.lines.reduce((sum, line) => sum + line.taxMinor, 0) ?? 0;
  return (
    <p
      class="mr-auto flex flex-col justify-center leading-4 tabular-nums"
      classList={{ "opacity-60": !props.preview.isCurrent() }}
      aria-live="polite"
    >
      <Show when={props.preview.data()}>
        {(known) => (
          <>
            <span class="font-semibold">Total {formats().money(known().totalMinor)}</span>
            <Show when={taxMinor() > 0}>
              <span class="text-sm text-ink-3">{formats().money(taxMinor())} of it tax</span>
            </Show>
          </>
        )}
      </Show>
    </p>
  );
}

/** "Charge $104.00", as soon as that is known. */
export function previewText(preview: LivePreview<{ totalMinor: number }>, verb: string): string {
  const known = preview.data();
  return known && preview.isCurrent() ? `${verb} ${formats().money(known.totalMinor)}` : verb;
}
