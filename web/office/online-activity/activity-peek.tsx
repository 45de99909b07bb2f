import { A } from "@solidjs/router";
import { Show } from "solid-js";
import type { ActivityRow } from "../../../worker/domains/online-activity/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { readable } from "../../shared/readable.ts";
import { can, me } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { Fact, Facts, PeekPanel, PeekSection } from "../../shared/ui/peek-panel.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { claim, dismiss } from "./activity-calls.ts";
import { isOpen, kindWords, stateWords } from "./activity-words.ts";
import { DecidePanel } from "./decide-panel.tsx";

type ActivityPeekProps = {
  row: ActivityRow;
  /** It is no longer in the list: somebody answered or dismissed it, or the family took it back. */
  isOver: boolean;
  onClose: () => void;
};

/** One item with all there is to know of it, and what can be done about it. */
export function ActivityPeek(props: ActivityPeekProps) {
  const mayAct = () => can("online_activity", "full") && isOpen(props.row);
  const isMine = () => props.row.claimedBy === me()?.actor.id;
  const dismissIt = async () => {
    if (await dismiss([props.row])) props.onClose();
  };
  const state = () => stateWords[props.row.state];
  return (
    <PeekPanel
      title={props.row.familyName}
      subtitle={kindWords[props.row.kind]}
      href={`/families/${props.row.familyId}`}
      onClose={props.onClose}
    >
      <p class="px-4 pt-4 font-medium [overflow-wrap:anywhere]">{readable(props.row.summary)}</p>
      <Show when={props.row.note}>
        {(note) => (
          <blockquote class="mx-4 mt-3 border-l-2 border-line-strong pl-3 whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">
            {note()}
          </blockquote>
        )}
      </Show>
      <Facts>
        <Fact label="When">{formats().instant(props.row.happenedAt)}</Fact>
        <Fact label="State">
          <Pill tone={state()?.tone}>{state()?.label}</Pill>
        </Fact>
        <Show when={props.row.concernsOn}>{(day) => <Fact label="For">{formats().date(day())}</Fact>}</Show>
        <Show when={props.row.className}>
          {(name) => (
            <Fact label="Class">
              <Show when={can("classes")} fallback={name()}>
                <A class="link" href={`/classes/${props.row.classId}`}>
                  {name()}
                </A>
              </Show>
            </Fact>
          )}
        </Show>
        <Show when={props.row.claimedByName}>{(name) => <Fact label="With">{name()}</Fact>}</Show>
        <Show when={props.row.decidedByName}>{(name) => <Fact label="Decided by">{name()}</Fact>}</Show>
        <Show when={props.row.decisionText}>{(text) => <Fact label="Told">{text()}</Fact>}</Show>
      </Facts>
      <Show when={props.isOver}>
        <div class="px-4 pb-4">
          <Notice tone="warn">
            This no longer waits: somebody answered it meanwhile, or the family took it back.
          </Notice>
        </div>
      </Show>
      <Show when={mayAct()}>
        <div class="flex flex-wrap gap-2 px-4 pb-4">
          <Button size="small" disabled={props.isOver} onClick={() => void claim(props.row)}>
            {isMine() ? "Give back" : props.row.claimedBy ? "Take over" : "I am on it"}
          </Button>
          <Show when={props.row.nature === "info"}>
            <Button size="small" variant="primary" disabled={props.isOver} onClick={() => void dismissIt()}>
              Dismiss
            </Button>
          </Show>
        </div>
        <Show when={props.row.nature === "request"}>
          <PeekSection title="Decide">
            <DecidePanel rows={[props.row]} isOver={props.isOver} onDone={props.onClose} />
          </PeekSection>
        </Show>
      </Show>
    </PeekPanel>
  );
}
