import { Show } from "solid-js";
import type { Proposals } from "../../../../../worker/domains/re-rating/shapes.ts";
import { plural } from "../../../../shared/format/names.ts";
import { formats } from "../../../../shared/formats.ts";
import { createQuery } from "../../../../shared/query.ts";
import { can } from "../../../../shared/session.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { Notice } from "../../../../shared/ui/notice.tsx";
import { openMoney } from "../../../ledger/opening.ts";
import { proposalsPath } from "../../../ledger/re-rate/offer-re-rating.ts";

/** Says that the family's tuition comes to something else by now than it was billed; nothing while it does not. */
export function ReRateNotice(props: { familyId: string }) {
  const query = createQuery<Proposals>(() => proposalsPath(props.familyId));
  const found = () => {
    const proposals = query.data();
    return proposals && proposals.lines.length > 0 ? proposals : undefined;
  };
  return (
    <Show when={found()}>
      {(proposals) => (
        <Notice tone="warn" title="Tuition has changed since it was billed">
          <span class="flex flex-wrap items-center gap-x-3 gap-y-1">
            {wordsOf(proposals())}
            <Show when={can("charges", "full")}>
              <Button size="small" onClick={() => openMoney({ kind: "re-rate", proposals: [proposals()] })}>
                Look at it…
              </Button>
            </Show>
          </span>
        </Notice>
      )}
    </Show>
  );
}

function wordsOf({ lines, chargeMinor, creditMinor }: Proposals): string {
  const parts = [
    chargeMinor > 0 ? `${formats().money(chargeMinor)} to charge` : null,
    creditMinor > 0 ? `${formats().money(creditMinor)} to credit` : null,
  ];
  return `${plural(lines.length, "line")}: ${parts.filter(Boolean).join(", ")}.`;
}
