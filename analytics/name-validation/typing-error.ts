import { editDistance } from "./edit-distance.ts";

/** Shorter words are too close to one another for any guess: Cat and Bat, Tot and Tod. */
export const SHORTEST = 4;
/** From here on two errors are believed. */
const LONG = 8;

/** How many errors a word of this length may have. */
function mostErrors(length: number): number {
  return length < SHORTEST ? 0 : length < LONG ? 1 : 2;
}

/** Whether one word is likely the other one with a typing error, going by its letters alone. */
export function isTypingError(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  const limit = mostErrors(shorter);
  if (a === b || limit === 0 || editDistance(a, b, limit) > limit) return false;
  // Who mistypes the first letter sees it; in short words another first letter is another word.
  if (a[0] !== b[0] && !swapped(a, b) && shorter < 6) return false;
  return shorter > 4 || a.length !== b.length || swapped(a, b);
}

function swapped(a: string, b: string): boolean {
  return a.length === b.length && [...a].sort().join("") === [...b].sort().join("");
}

/** Letters at the beginning and at the end: of two errors in a long word, at least one of these has one at most. */
const END = 4;

/**
 * Keys of which two words share one when they may be each other's typing error: what is left of a short word without one
 * of its letters, and of both ends of a long one.
 */
export function errorKeys(word: string): string[] {
  const keys: string[] = [];
  if (word.length < LONG) keys.push(...without(word));
  if (word.length >= LONG - 1) {
    for (const rest of without(word.slice(0, END))) keys.push(`${rest}…`);
    for (const rest of without(word.slice(-END))) keys.push(`…${rest}`);
  }
  return keys;
}

function without(word: string): string[] {
  const rests = [word];
  for (let i = 0; i < word.length; i++) rests.push(word.slice(0, i) + word.slice(i + 1));
  return rests;
}
