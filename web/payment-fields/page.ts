function part<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

const [school, title, words] = [part("school"), part("title"), part("words")];
const [form, problem] = [part<HTMLFormElement>("form"), part("problem")];
const [save, leave, again] = [
  part<HTMLButtonElement>("save"),
  part<HTMLButtonElement>("leave"),
  part<HTMLButtonElement>("again"),
];

export const fieldsSelector = "#fields";

export function showHead(schoolName: string, heading: string): void {
  school.textContent = schoolName;
  title.textContent = heading;
  document.title = `${heading} · ${schoolName}`;
}

export function showWords(text: string): void {
  words.textContent = text;
}

/** There is nothing more to do here; `retry` when there is. */
export function showEnd(heading: string, text: string, retry?: () => void): void {
  form.hidden = true;
  again.hidden = retry === undefined;
  again.onclick = retry ?? null;
  title.textContent = heading;
  showWords(text);
  title.focus();
}

/** The fields stand there before they can be seen, so that the processor can measure them. */
export function showForm(acts: { readonly onSave: () => Promise<void>; readonly onLeave: () => void }): void {
  form.hidden = false;
  again.hidden = true;
  leave.onclick = acts.onLeave;
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (save.disabled) return;
    problem.textContent = "";
    setBusy(true);
    try {
      await acts.onSave();
    } finally {
      setBusy(false);
    }
  };
}

export function setBusy(isBusy: boolean): void {
  save.disabled = isBusy;
  save.textContent = isBusy ? "Saving…" : "Save";
  form.setAttribute("aria-busy", String(isBusy));
}

export function showProblem(text: string): void {
  problem.textContent = text;
}
