/** A line of chalk on the floor. */
export function Mark(props: { class?: string }) {
  return (
    <svg class={`flex-none ${props.class ?? "size-5.5"}`} viewBox="0 0 22 22" aria-hidden="true">
      <rect class="fill-accent" width="22" height="22" rx="6" />
      <path class="stroke-accent-ink" d="M5.6 14.7 16.4 11.2" stroke-width="2.5" stroke-linecap="round" />
    </svg>
  );
}
