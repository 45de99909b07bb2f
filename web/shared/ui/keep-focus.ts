/**
 * For the list of a field inside a dialog: pressing an option would give the focus to the dialog, and the list would close
 * before the press ends.
 */
export const keepFocus = (event: MouseEvent) => event.preventDefault();
