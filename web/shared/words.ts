import { createRoot, createSignal } from "solid-js";

const english = {
  close: "Close",
  closeUnsaved: "Close without saving?",
  typedIsLost: "What you typed is not saved yet.",
  goOnEditing: "Go on editing",
  discard: "Discard",
  dismiss: "Dismiss",
  undo: "Undo",
  tryAgain: "Try again",
  goBack: "Go back",
  toStart: "To the start page",
  copy: "Copy",
  copied: "Copied",
  notifications: "Notifications",
  loading: (what: string) => `Loading ${what}`,
  optional: "optional",
  needsLook: (count: number) => (count === 1 ? "One thing needs a look" : `${count} things need a look`),
  openCalendar: (label: string) => `${label}: open the calendar`,
  calendarOf: (label: string) => `${label}, calendar`,
  showPassword: "Show the password",
  capsLock: "Caps Lock is on",
  request: "Request",
  pageStopped: "This page stopped working",
  adviceReload: "Load the page again; what was saved is safe.",
  adviceOffline: "Check the connection, then try again.",
  adviceForbidden: "Ask an administrator of your school for the right to see this.",
  adviceMissing: "It may have been deleted, or its link is not complete.",
  adviceFilters: (filters: string) => `The address asks for something that there is not: ${filters}.`,
  clearFilters: "Clear these filters",
  adviceRepeat:
    "Try again. If it happens twice, send us the number below: it leads us straight to what happened.",
};

export type SharedWords = typeof english;

const [words, setWords] = createRoot(() => createSignal<SharedWords>(english));

/** What the design system itself says; a portal that speaks another language puts its own in place. */
export { setWords as setSharedWords, words as sharedWords };
