import type { JSX } from "solid-js";
import { Mark } from "./mark.tsx";
import { PageTitle } from "./page-title.tsx";

type EntranceProps = { title: string; lead?: JSX.Element; children: JSX.Element };

/** The calm page in front of the portal: log-in, new password, and what is wrong with an account. */
export function Entrance(props: EntranceProps) {
  return (
    <main class="grid min-h-dvh grid-rows-[1fr_auto_1.6fr] justify-items-center px-4 py-8">
      <div />
      <div class="roomy w-full max-w-sm">
        <Mark class="mb-5 size-9" />
        <PageTitle title={props.title} class="text-xl font-bold tracking-tight text-balance" />
        <div class="mt-1 mb-6 text-pretty text-ink-2">{props.lead}</div>
        {props.children}
      </div>
      <p class="self-end text-sm text-ink-3">
        Chalkline · class management for gymnastics, dance and swim schools
      </p>
    </main>
  );
}
