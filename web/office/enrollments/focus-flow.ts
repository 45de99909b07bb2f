const fields = "input:not([type=radio], [tabindex='-1']), input[type=radio]:checked";

/** Once what was chosen has taken the place of its search: on to the next field of the form. */
export function focusAfter(part: HTMLElement) {
  const form = part.closest("form");
  requestAnimationFrame(() => {
    const next = [...(form?.querySelectorAll<HTMLElement>(fields) ?? [])].find(
      (field) =>
        !part.contains(field) && part.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    next?.focus();
  });
}

/** Into the search that has taken the place of what was chosen. */
export function focusSearch(part: HTMLElement) {
  requestAnimationFrame(() => part.querySelector<HTMLElement>("[role=combobox]")?.focus());
}
