import { type JSX, Show } from "solid-js";
import type { Problem } from "../../shared/api-error.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CopyText } from "../../shared/ui/copy-text.tsx";
import { Entrance } from "../../shared/ui/entrance.tsx";
import { RefreshCwIcon } from "../../shared/ui/icons.tsx";
import { accountName } from "./account.ts";

type Words = { title: string; lead: JSX.Element; mayRetry?: boolean };

const name = () => <strong class="font-semibold text-ink">{accountName}</strong>;

const words: Record<string, () => Words> = {
  account_unknown: () => ({
    title: "There is no school at this address",
    lead: <>We looked for {name()} and found nothing.</>,
  }),
  account_suspended: () => ({
    title: "This account is suspended",
    lead: (
      <>
        {name()} cannot be used for the time being. Nothing is lost. The owner of the account knows how to go
        on.
      </>
    ),
  }),
  account_closed: () => ({
    title: "This account is closed",
    lead: <>{name()} has been closed. Its owner can ask for its data, or for it to be opened again.</>,
  }),
  account_migrating: () => ({
    title: "Back in a moment",
    lead: <>{name()} is being brought up to date. This usually takes less than a minute.</>,
    mayRetry: true,
  }),
};

const other = (problem: Problem): Words => ({ title: problem.title, lead: problem.detail, mayRetry: true });

export default function AccountProblemPage(props: { problem: Problem }) {
  const said = () => words[props.problem.code]?.() ?? other(props.problem);
  return (
    <Entrance title={said().title} lead={said().lead}>
      <div class="flex flex-col items-start gap-4">
        <Show when={props.problem.code === "account_unknown"}>
          <HowToCheck />
        </Show>
        <Show when={said().mayRetry}>
          <Button variant="primary" icon={RefreshCwIcon} onClick={() => location.reload()}>
            Try again
          </Button>
        </Show>
        <Show when={props.problem.requestId}>{(id) => <CopyText label="Request" text={id()} />}</Show>
      </div>
    </Entrance>
  );
}

function HowToCheck() {
  return (
    <div class="w-full rounded-md border border-line bg-sheet p-4">
      <h2 class="font-semibold">Check the address</h2>
      <p class="mt-2 rounded-sm bg-sunken px-2.5 py-1.5 font-mono text-sm [overflow-wrap:anywhere]">
        {location.host}/a/<mark>{accountName}</mark>
      </p>
      <ul class="mt-3 list-disc space-y-1 pl-4 text-ink-2 marker:text-ink-3">
        <li>The marked part is the short name of the school: no spaces, no capitals.</li>
        <li>It is in the mail that invited you, and in every link to your portal.</li>
        <li>A colleague who is logged in can read it from their address bar.</li>
      </ul>
    </div>
  );
}
