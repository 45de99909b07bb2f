import { type Component, createSignal, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { formats } from "../../../shared/formats.ts";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { CheckIcon, CopyIcon, MailIcon, PhoneIcon } from "../../../shared/ui/icons.tsx";

const confirmMs = 2_000;

type ContactLineProps = {
  icon: Component<{ class?: string }>;
  href: string;
  text: string;
  /** What the copy button gives, when it is not what is shown. */
  copied?: string;
  notes?: (string | false | undefined)[];
};

/** A phone or an e-mail: a press calls or writes, the button copies. */
function ContactLine(props: ContactLineProps) {
  const [copied, setCopied] = createSignal(false);
  const notes = () => props.notes?.filter(Boolean).join(" · ");
  async function copy() {
    await navigator.clipboard.writeText(props.copied ?? props.text);
    setCopied(true);
    setTimeout(() => setCopied(false), confirmMs);
  }
  return (
    <div class="group/contact flex min-h-8 min-w-0 items-center gap-2 pointer-coarse:min-h-11">
      <Dynamic component={props.icon} class="text-ink-3" />
      <span class="flex min-w-0 flex-wrap items-center gap-x-2">
        <a
          href={props.href}
          class="inline-flex items-center tabular-nums underline-offset-3 [overflow-wrap:anywhere] hover:underline pointer-coarse:min-h-11"
        >
          {props.text}
        </a>
        <Show when={notes()}>
          <span class="text-sm text-ink-3">{notes()}</span>
        </Show>
      </span>
      <span
        class="opacity-0 group-focus-within/contact:opacity-100 group-hover/contact:opacity-100 pointer-coarse:opacity-100"
        data-no-print
      >
        <IconButton
          label={copied() ? "Copied" : `Copy ${props.text}`}
          icon={copied() ? CheckIcon : CopyIcon}
          class={copied() ? "text-good!" : ""}
          onClick={() => void copy()}
        />
      </span>
    </div>
  );
}

export function EmailLine(props: { address: string; notes?: ContactLineProps["notes"] }): JSX.Element {
  return (
    <ContactLine icon={MailIcon} href={`mailto:${props.address}`} text={props.address} notes={props.notes} />
  );
}

export function PhoneLine(props: { number: string; notes?: ContactLineProps["notes"] }): JSX.Element {
  return (
    <ContactLine
      icon={PhoneIcon}
      href={`tel:${props.number.replace(/[^\d+]/g, "")}`}
      text={formats().phone(props.number)}
      notes={props.notes}
    />
  );
}
