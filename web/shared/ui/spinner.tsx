/** Appears only after 300 ms: what is quicker needs no spinner. */
export function Spinner(props: { class?: string }) {
  return (
    <svg
      class={`late size-4 flex-none ${props.class ?? ""}`}
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="6" stroke="currentColor" stroke-width="2" opacity="0.25" />
      <path
        class="origin-center animate-spin"
        d="M14 8a6 6 0 0 0-6-6"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
      />
    </svg>
  );
}
