import { type JSX, onCleanup, Show } from "solid-js";
import { Avatar } from "./avatar.tsx";
import { ButtonLink } from "./button-link.tsx";
import { IconButton } from "./icon-button.tsx";
import { CornerDownLeftIcon, XIcon } from "./icons.tsx";

type PeekPanelProps = {
  title: string;
  subtitle?: JSX.Element;
  /** The page of the record; Enter in the list goes there too. */
  href?: string;
  /** Instead of the link to its page. */
  action?: JSX.Element;
  onClose: () => void;
  children: JSX.Element;
};

/** A record beside its list. On a narrow screen it lies over the list and Back closes it. */
export function PeekPanel(props: PeekPanelProps) {
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    // What lies over the page closes first.
    if (event.target instanceof Element && event.target.closest("[role=dialog], [role=menu]")) return;
    event.preventDefault();
    props.onClose();
  };
  document.addEventListener("keydown", close);
  onCleanup(() => document.removeEventListener("keydown", close));

  return (
    <aside
      aria-label={props.title}
      class="flex min-h-0 flex-col border-line bg-sheet max-lg:animate-slide-in max-lg:fixed max-lg:inset-0 max-lg:z-30 lg:w-93 lg:flex-none lg:border-l"
      data-no-print
    >
      <header class="flex items-start gap-3 border-b border-line px-4 pt-4 pb-3">
        <Avatar name={props.title} />
        <div class="min-w-0 flex-1">
          <h2 class="text-md font-bold tracking-tight [overflow-wrap:anywhere]">{props.title}</h2>
          <Show when={props.subtitle}>
            <p class="text-ink-3">{props.subtitle}</p>
          </Show>
        </div>
        <Show when={props.href} fallback={props.action}>
          {(href) => (
            <ButtonLink href={href()} size="small" icon={CornerDownLeftIcon}>
              Open
            </ButtonLink>
          )}
        </Show>
        <span class="-mt-0.5 -mr-2">
          <IconButton label="Close" keys="Escape" icon={XIcon} onClick={() => props.onClose()} />
        </span>
      </header>
      <div class="min-h-0 flex-1 overflow-y-auto">{props.children}</div>
    </aside>
  );
}

/** Facts of a record, label left and value right, in a peek or on its page. */
export function Facts(props: { children: JSX.Element }) {
  return <dl class="grid grid-cols-[5.75rem_1fr] items-baseline gap-x-3 gap-y-1.5 p-4">{props.children}</dl>;
}

export function Fact(props: { label: string; children: JSX.Element }) {
  return (
    <>
      <dt class="text-ink-3">{props.label}</dt>
      <dd class="min-w-0 [overflow-wrap:anywhere] tabular-nums">{props.children}</dd>
    </>
  );
}

export function PeekSection(props: { title: string; note?: JSX.Element; children: JSX.Element }) {
  return (
    <section class="border-t border-line px-4 py-3">
      <h3 class="mb-2 flex justify-between text-xs font-semibold text-ink-3">
        {props.title}
        <span class="font-medium">{props.note}</span>
      </h3>
      {props.children}
    </section>
  );
}
