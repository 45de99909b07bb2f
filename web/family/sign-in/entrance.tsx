import type { JSX } from "solid-js";
import { PageTitle } from "../../shared/ui/page-title.tsx";

type EntranceProps = { title: string; lead?: JSX.Element; wide?: boolean; children: JSX.Element };

/** One calm column: signing in, new accounts, invitations. */
export function Entrance(props: EntranceProps) {
  return (
    <div class={`mx-auto w-full py-4 sm:py-10 ${props.wide ? "max-w-xl" : "max-w-md"}`}>
      <PageTitle title={props.title} class="text-xl font-bold tracking-tight text-balance" />
      <div class="mt-2 text-pretty text-ink-2 [overflow-wrap:anywhere] empty:hidden">{props.lead}</div>
      <div class="mt-6">{props.children}</div>
    </div>
  );
}
