import type { Problem } from "../../shared/api-error.ts";
import { Mark } from "../../shared/ui/mark.tsx";

/** Instead of the portal when the school's account cannot be opened: says so, and what to do. */
export default function PortalProblemPage(props: { problem: Problem }) {
  return (
    <main class="mx-auto grid min-h-dvh max-w-md content-center gap-4 px-4">
      <Mark class="size-10" />
      <h1 class="text-xl font-bold tracking-tight">{props.problem.title}</h1>
      <p class="text-ink-2">{props.problem.detail}</p>
    </main>
  );
}
