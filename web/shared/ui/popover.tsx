import type { JSX } from "solid-js";
import { EarlyTrigger } from "./early-trigger.tsx";
import { latePart } from "./late-part.ts";

export type PopoverProps = {
  /** The accessible name of what opens. */
  label: string;
  trigger: JSX.Element;
  triggerClass: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  class?: string;
  children: JSX.Element;
};

const parts = latePart(() => import("./popover-parts.tsx"));

export function Popover(props: PopoverProps) {
  return (
    <EarlyTrigger class={props.triggerClass} popup="dialog" face={props.trigger} behind={parts}>
      {({ WorkingPopover }, early) => <WorkingPopover {...props} early={early} />}
    </EarlyTrigger>
  );
}
