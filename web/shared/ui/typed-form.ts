/**
 * A press that misses a form must not cost what was typed into it: then only its own buttons and Escape leave it. A form
 * that was sent and is gone holds nothing back.
 */
export function typedForm() {
  let typed: Element | null = null;
  return {
    onInput(event: Event) {
      if (event.target instanceof Element) typed = event.target.closest("form") ?? typed;
    },
    isHeld: () => typed?.isConnected ?? false,
  };
}
