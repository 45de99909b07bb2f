import { A } from "@solidjs/router";
import { ArrowLeftIcon } from "../../shared/ui/icons.tsx";

/** From a record to the list it is in. */
export function BackLink(props: { href: string; label: string }) {
  return (
    <A
      href={props.href}
      class="-ml-1.5 inline-flex items-center gap-1.5 rounded-sm px-1.5 py-0.5 text-sm text-ink-3 hover:text-ink pointer-coarse:min-h-11"
    >
      <ArrowLeftIcon />
      {props.label}
    </A>
  );
}
