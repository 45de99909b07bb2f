import { useNavigate } from "@solidjs/router";
import type { JSX } from "solid-js";
import { useShortcuts } from "../../../shared/keyboard.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { ArrowLeftIcon, PrinterIcon } from "../../../shared/ui/icons.tsx";
import { PageTitle } from "../../../shared/ui/page-title.tsx";

type PaperBarProps = { title: string; familyId: string; actions?: JSX.Element };

/** Back to the ledger, and onto paper. */
export function PaperBar(props: PaperBarProps) {
  const navigate = useNavigate();
  const back = () => navigate(`/families/${props.familyId}?tab=ledger`);
  useShortcuts({ keys: "Escape", label: "Back to the ledger", group: "This page", run: back });
  return (
    <header class="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-4 pb-4 sm:px-6" data-no-print>
      <span class="-ml-2">
        <IconButton label="Back to the ledger" keys="Escape" icon={ArrowLeftIcon} onClick={back} />
      </span>
      <span class="min-w-0 flex-1">
        <PageTitle title={props.title} />
      </span>
      {props.actions}
      <Button variant="primary" icon={PrinterIcon} onClick={() => print()}>
        Print
      </Button>
    </header>
  );
}
