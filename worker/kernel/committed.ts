/** What the answer to a write tells the screen, so that it can offer undo. */
export interface Committed {
  readonly id: string;
  readonly summary: string;
  readonly undoUntil: number | null;
}
