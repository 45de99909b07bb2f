import { createSignal, createUniqueId, Show } from "solid-js";
import type {
  GrantRow,
  RightLevel,
  RightReport,
  RightsCatalog,
} from "../../../worker/domains/staff/schemas.ts";
import { ChevronRightIcon, LockIcon } from "../../shared/ui/icons.tsx";
import { Tooltip } from "../../shared/ui/tooltip.tsx";
import { GrantChips } from "./grant-chips.tsx";
import { GrantMenu } from "./grant-menu.tsx";
import { LevelPill } from "./level-pill.tsx";
import { LevelSwitch } from "./level-switch.tsx";
import { RightReasons } from "./right-reasons.tsx";
import type { SetGrant } from "./rights-editor.tsx";

type RightRowProps = {
  right: RightsCatalog["rights"][number];
  holderId: string;
  grants: readonly GrantRow[];
  /** What was just chosen for everywhere, and is on its way. */
  chosen?: RightLevel;
  report?: RightReport;
  locations: RightsCatalog["locations"];
  readOnly: boolean;
  onSet: SetGrant;
};

export function RightRow(props: RightRowProps) {
  const [open, setOpen] = createSignal(false);
  const reasonsId = createUniqueId();
  const everywhere = () => props.grants.find((grant) => grant.locationId === null);
  const level = () => props.chosen ?? everywhere()?.level ?? "none";
  const isWhole = () => props.right.key === "admin" || props.right.key === "office";
  // Taking away what one could not give is refused as well.
  const isBeyond = () =>
    props.right.grantable === "none" || (level() === "full" && props.right.grantable !== "full");
  const setLevel = (next: RightLevel) =>
    props.onSet({
      right: props.right.key,
      level: next,
      locationId: null,
      ownClassesOnly: next !== "none" && (everywhere()?.ownClassesOnly ?? false),
    });

  return (
    <li class="border-b border-line py-2.5">
      <div
        class="grid items-center gap-x-4 gap-y-2 sm:grid-cols-[minmax(0,1fr)_9.25rem_1.75rem]"
        classList={{ "sm:grid-cols-[minmax(0,1fr)_11rem_9.25rem_1.75rem]": props.report !== undefined }}
      >
        <div class="min-w-0">
          <p class="font-semibold">{props.right.label}</p>
          <p class="text-sm text-ink-3">
            {props.right.description}
            <Show when={!props.right.inPlan}> · not in your plan</Show>
          </p>
        </div>
        <Show when={props.report}>
          {(report) => (
            <Outcome
              label={props.right.label}
              report={report()}
              open={open()}
              controls={reasonsId}
              onToggle={() => setOpen(!open())}
            />
          )}
        </Show>
        <Show
          when={!props.readOnly}
          fallback={
            <Show when={!props.report}>
              <span class="text-sm font-medium text-ink-2 capitalize">{level()}</span>
            </Show>
          }
        >
          <div class="flex items-center gap-2 sm:contents">
            <LevelSwitch
              label={`${props.right.label}, given everywhere`}
              name={`${props.holderId}-${props.right.key}`}
              value={level()}
              most={props.right.grantable}
              disabled={isBeyond()}
              whole={isWhole()}
              onChange={setLevel}
            />
            <GrantMenu {...props} everywhere={everywhere()} isBeyond={isBeyond()} />
          </div>
        </Show>
      </div>
      <GrantChips {...props} everywhere={everywhere()} isBeyond={isBeyond()} />
      <Show when={open() && props.report}>
        {(report) => <RightReasons id={reasonsId} report={report()} />}
      </Show>
    </li>
  );
}

type OutcomeProps = {
  label: string;
  report: RightReport;
  open: boolean;
  controls: string;
  onToggle: () => void;
};

/** What comes of it: hovering or focusing says why in a sentence, pressing shows the chain. */
function Outcome(props: OutcomeProps) {
  const button = (
    <button
      type="button"
      class="flex h-8 min-w-0 items-center gap-1.5 rounded-sm pr-2 pl-1 text-left hover:bg-hover pointer-coarse:h-11"
      aria-expanded={props.open}
      aria-controls={props.open ? props.controls : undefined}
      onClick={() => props.onToggle()}
    >
      <span class={`text-ink-3 transition-transform duration-100 ${props.open ? "rotate-90" : ""}`}>
        <ChevronRightIcon />
      </span>
      <span class="sr-only">{props.label}: </span>
      <LevelPill report={props.report} />
      <Show
        when={props.report.restrictedBy}
        fallback={<span class="truncate text-sm text-ink-3">{props.report.through}</span>}
      >
        {(groupName) => (
          <span class="flex min-w-0 items-center gap-1 text-sm text-ink-2">
            <LockIcon class="shrink-0" />
            <span class="truncate">{groupName()}</span>
          </span>
        )}
      </Show>
    </button>
  ) as HTMLButtonElement;
  return (
    <>
      {button}
      <Tooltip of={button} label={props.open ? "" : props.report.sentence} />
    </>
  );
}
