import type { Accessor } from "solid-js";
import type { CataloguePage, ClassActions, ClassChoices } from "../../../worker/domains/catalogue/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { me } from "../session.ts";

/**
 * What a family can do whom the school goes first with; asked only where the class is not open for everybody, so that
 * nobody asks in a rush what the page has said already.
 */
export function priorityOf(page: Accessor<CataloguePage>): Accessor<ClassActions | undefined> {
  const choices = createQuery<ClassChoices>(() => {
    const { registration, id } = page().class;
    const isAsked = me() && (registration.state === "priority" || registration.state === "later");
    return isAsked ? `/classes/${id}/choices` : undefined;
  });
  return () => choices.data()?.children.find(({ registration }) => registration.state === "open")?.actions;
}
