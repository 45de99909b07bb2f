const fields = "input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox]";

/** Into the first field that must be filled in and is not, else the first of all, or onto the dialog itself: a Close button is where nobody means to start. */
export function firstFocus(event: Event) {
  const content = event.target;
  if (!(content instanceof HTMLElement)) return;
  event.preventDefault();
  const found = [...content.querySelectorAll<HTMLInputElement>(`[data-dialog-body] :is(${fields})`)];
  const field = found.find((candidate) => candidate.ariaRequired === "true" && !candidate.value) ?? found[0];
  (field ?? content).focus();
}
