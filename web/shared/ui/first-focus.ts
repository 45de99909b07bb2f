const fields = "input:not([type=hidden]), textarea, select, [role=combobox]";

/** Into the first field, or onto the dialog itself: a Close button is where nobody means to start. */
export function firstFocus(event: Event) {
  const content = event.target;
  if (!(content instanceof HTMLElement)) return;
  event.preventDefault();
  const field = content.querySelector<HTMLElement>(`[data-dialog-body] :is(${fields})`);
  (field ?? content).focus();
}
