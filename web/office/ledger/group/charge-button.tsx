import type { GroupChargeInput } from "../../../../worker/domains/ledger/schemas.ts";
import type { Pages } from "../../../shared/pages.ts";
import type { Selection } from "../../../shared/table/selection.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { openMoney } from "../opening.ts";

/** The server's limit; its schemas would bring the validator into the first load of the lists. */
const membersMax = 2_000;

type ChargeButtonProps = {
  kind: GroupChargeInput["audience"]["kind"];
  pages: Pick<Pages<{ id: string }>, "rows" | "hasMore">;
  selection: Selection;
};

/** The ticked families or students get the same charge. */
export function ChargeButton(props: ChargeButtonProps) {
  const ids = () => {
    const target = props.selection.target();
    if ("ids" in target) return target.ids;
    if (props.pages.hasMore()) return [];
    return props.pages.rows().flatMap(({ id }) => (props.selection.has(id) ? [id] : []));
  };
  const fits = () => ids().length > 0 && ids().length <= membersMax;
  return (
    <Button
      size="small"
      disabled={!fits()}
      title={fits() ? undefined : `At most ${membersMax.toLocaleString()} that the list has loaded`}
      onClick={() =>
        openMoney({
          kind: "group",
          audience: { kind: props.kind, ids: ids() },
          onDone: props.selection.clear,
        })
      }
    >
      Charge…
    </Button>
  );
}
