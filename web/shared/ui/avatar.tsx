import { initialsOf } from "../format/names.ts";

const sizes = { small: "size-7 text-2xs", regular: "size-9 text-xs", large: "size-12 text-base" };

/** Decoration beside a name that is written out, so it is hidden from screen readers. */
export function Avatar(props: { name: string; initials?: string; size?: keyof typeof sizes }) {
  return (
    <span
      class={`inline-grid flex-none place-items-center rounded-full bg-accent-soft font-semibold text-accent select-none ${sizes[props.size ?? "regular"]}`}
      aria-hidden="true"
    >
      {props.initials ?? initialsOf(props.name)}
    </span>
  );
}
