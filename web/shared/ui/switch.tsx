type SwitchProps = {
  label: string;
  description?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

/** A setting that takes effect at once, outside any form. */
export function Switch(props: SwitchProps) {
  return (
    <label class="flex items-start justify-between gap-4 py-1 has-disabled:text-ink-3 pointer-coarse:py-3">
      <span>
        <span class="block font-medium">{props.label}</span>
        <span class="block text-sm text-ink-3">{props.description}</span>
      </span>
      <input
        type="checkbox"
        role="switch"
        class="switch"
        checked={props.checked}
        aria-checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
