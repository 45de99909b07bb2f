import { createMemo, For } from "solid-js";
import { reachable } from "../../shared/connection.ts";
import { me } from "../../shared/session.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CopyIcon } from "../../shared/ui/icons.tsx";
import { Keys } from "../../shared/ui/kbd.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";

/** Enough to reproduce a report, and nothing about families or students. */
function diagnostics(): [string, string][] {
  const { account, actor } = me() ?? {};
  return [
    ["Account", `${account?.urlName} (${account?.id})`],
    ["Plan", account?.plan ?? ""],
    ["You", actor?.id ?? ""],
    ["Page", location.pathname],
    ["Time", `${new Date().toISOString()} (${account?.timeZone})`],
    ["Browser", navigator.userAgent],
    ["Window", `${innerWidth} × ${innerHeight} at ${devicePixelRatio}`],
    ["Language", navigator.language],
    ["Connection", reachable() ? "reachable" : "not reachable"],
  ];
}

export default function SupportPage() {
  const facts = createMemo(diagnostics);
  async function copy() {
    await navigator.clipboard.writeText(
      facts()
        .map(([label, value]) => `${label}: ${value}`)
        .join("\n"),
    );
    showToast("Copied", { tone: "good" });
  }
  return (
    <div class="mx-auto max-w-3xl pb-12">
      <PageHeader title="Support" />
      <div class="flex flex-col gap-8 px-4 sm:px-6">
        <section>
          <h2 class="mb-2 text-md font-bold tracking-tight">Find it yourself</h2>
          <ul class="list-disc space-y-1 pl-4 text-ink-2 marker:text-ink-3">
            <li>
              <Keys keys="mod+k" /> finds every page, family and student that you may see.
            </li>
            <li>
              <Keys keys="?" /> shows what the keyboard can do on the page you are on.
            </li>
            <li>
              Something missing? Your rights may not include it. An administrator of your school can change
              them.
            </li>
            <li>
              Did something by mistake? Most things can be undone from their history, not only right
              afterwards.
            </li>
          </ul>
        </section>
        <section>
          <h2 class="mb-2 text-md font-bold tracking-tight">Ask us</h2>
          <p class="text-ink-2">
            Tell us what you did, what you expected and what happened instead. Copy the facts below into your
            message; they contain nothing about your families. If a page showed a request number, add it: it
            leads us straight to what happened.
          </p>
        </section>
        <section>
          <div class="mb-2 flex items-center justify-between">
            <h2 class="text-md font-bold tracking-tight">Facts for support</h2>
            <Button icon={CopyIcon} size="small" onClick={() => void copy()}>
              Copy
            </Button>
          </div>
          <dl class="grid grid-cols-[6rem_1fr] gap-x-3 gap-y-1.5 rounded-md border border-line bg-sheet p-4">
            <For each={facts()}>
              {([label, value]) => (
                <>
                  <dt class="text-ink-3">{label}</dt>
                  <dd class="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
                </>
              )}
            </For>
          </dl>
        </section>
      </div>
    </div>
  );
}
