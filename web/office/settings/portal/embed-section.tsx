import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { buttonClass } from "../../../shared/ui/button-class.ts";
import { CopyIcon, ExternalLinkIcon } from "../../../shared/ui/icons.tsx";
import { familyPortal } from "../../account/account.ts";

const HEIGHT = 700;

/** The week of classes for the school's own site: a frame to copy and paste. */
export function EmbedSection() {
  const address = new URL(`${familyPortal}/schedule-embed`, window.location.href).href;
  const snippet = `<iframe src="${address}" title="Class schedule" width="100%" height="${HEIGHT}" frameborder="0" loading="lazy"></iframe>`;
  async function copy() {
    try {
      await navigator.clipboard.writeText(snippet);
      showToast("Copied. Paste it into a page of your site.");
    } catch (cause) {
      showProblem(cause, "It could not be copied. Select the text and copy it by hand.");
    }
  }
  return (
    <section class="mt-8 flex max-w-3xl flex-col gap-3 px-4 pb-24 sm:px-6" aria-labelledby="embed-title">
      <h2 id="embed-title" class="text-md font-bold tracking-tight">
        Schedule on your own site
      </h2>
      <p class="text-ink-2">
        Paste this where the week of classes shall be. It shows what is online, knows nobody who looks, and
        leads to booking in the portal. For a part of it, filter the classes in the portal and put what stands
        behind the question mark of that address behind <code>schedule-embed</code> too.
      </p>
      <textarea
        class="control h-auto py-2 font-mono text-sm"
        rows={5}
        readonly
        aria-label="HTML to paste"
        value={snippet}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="flex flex-wrap gap-2">
        <Button icon={CopyIcon} onClick={() => void copy()}>
          Copy
        </Button>
        <a class={buttonClass({})} href={address} target="_blank" rel="noopener">
          <ExternalLinkIcon />
          Look at it
        </a>
      </div>
    </section>
  );
}
