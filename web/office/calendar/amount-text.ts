/** "1 student", "12 students"; plurals that only add an s. */
export const amount = (count: number, noun: string) =>
  `${count.toLocaleString()} ${noun}${count === 1 ? "" : "s"}`;

export const families = (count: number) => `${count.toLocaleString()} ${count === 1 ? "family" : "families"}`;
