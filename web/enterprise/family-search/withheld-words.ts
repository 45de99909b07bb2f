import { formats } from "../../shared/formats.ts";

/** Why a search does not speak of all accounts. */
export function withheldWords(count: number): string {
  const where = count === 1 ? "One account is" : `${formats().number(count)} accounts are`;
  return `${where} not searched: your enterprise lets its users see no families there.`;
}
