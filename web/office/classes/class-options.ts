import type { ClassOptions } from "../../../worker/domains/classes/shapes.ts";
import { createQuery } from "../../shared/query.ts";

const freshMs = 60_000;

/** The lists that class forms and filters choose from. They change rarely, so they are asked for rarely. */
export const createClassOptions = () =>
  createQuery<ClassOptions>(() => "/class-options", { staleMs: freshMs });

export const nameOf = (
  list: readonly { readonly id: string; readonly name: string }[] | undefined,
  id: string | null,
) => list?.find((one) => one.id === id)?.name;
