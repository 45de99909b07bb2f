import { useParam, withParams } from "../../../../shared/url-state.ts";
import { familyLedgerPath } from "../../../ledger/calls.ts";

export type LedgerSearch = ReturnType<typeof createLedgerSearch>;

/** What the ledger is narrowed by, as its address says it. */
export function createLedgerSearch(familyId: () => string) {
  const [kinds, setKinds] = useParam("kinds");
  const [open, setOpen] = useParam("open");
  const [from, setFrom] = useParam("from");
  const [to, setTo] = useParam("to");
  return {
    open,
    setOpen,
    path: () =>
      withParams(familyLedgerPath(familyId()), { kinds: kinds(), open: open(), from: from(), to: to() }),
    isNarrowed: () => Boolean(kinds() || open() || from() || to()),
    clear() {
      for (const set of [setKinds, setOpen, setFrom, setTo]) set(undefined);
    },
  };
}
