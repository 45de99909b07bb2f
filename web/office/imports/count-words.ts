import { formats } from "../../shared/formats.ts";

/** `1 new family`, `1,200 new families`. */
export function counted(count: number, one: string, many = one): string {
  return `${formats().number(count)} ${count === 1 ? one : many}`;
}
