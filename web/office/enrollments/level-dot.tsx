/** The colour of a level; its name is always written beside it. */
export function LevelDot(props: { color: string | null }) {
  return (
    <span
      class="mt-1.25 size-2.5 flex-none rounded-full border border-line-strong"
      style={props.color === null ? {} : { background: props.color, "border-color": "transparent" }}
      aria-hidden="true"
    />
  );
}
