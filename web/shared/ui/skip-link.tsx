import { useLocation } from "@solidjs/router";

/** The first stop of the Tab key: leads past the toolbar, to the page's title in `#main`. */
export function SkipLink(props: { label: string }) {
  const location = useLocation();
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    const main = document.getElementById("main");
    (main?.querySelector<HTMLElement>("h1") ?? main)?.focus();
  };
  return (
    <a
      href={`${location.pathname}#main`}
      class="sr-only z-50 rounded-sm bg-accent px-3 py-2 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:top-1.5 focus:left-2"
      onClick={skip}
    >
      {props.label}
    </a>
  );
}
