import type { Context } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { CatalogueCache, KeptCatalogue } from "./catalogue-cache.ts";
import { narrow } from "./narrow.ts";
import { readCatalogue } from "./read-catalogue.ts";
import type { CatalogueFilter } from "./schemas.ts";
import type { Catalogue } from "./shapes.ts";
import { optionsOf } from "./shown-classes.ts";

/** The classes that families can find, in the order of their names. @throws NotFound when the school shows none */
export async function getCatalogue(
  ctx: Context,
  cache: CatalogueCache,
  filter: CatalogueFilter,
): Promise<Catalogue> {
  const { facts, classes } = await openCatalogue(ctx, cache);
  return {
    classes: narrow(classes, filter),
    total: classes.length,
    options: optionsOf(facts, classes),
  };
}

/** @throws NotFound */
export async function openCatalogue(ctx: Context, cache: CatalogueCache): Promise<KeptCatalogue> {
  return opened(await readCatalogue(ctx, cache));
}

/** The catalogue, if the school shows its classes to families. @throws NotFound */
export function opened(catalogue: KeptCatalogue): KeptCatalogue {
  const { isOpen, showsClasses } = catalogue.facts.settings;
  if (!isOpen || !showsClasses) throw new NotFound("page");
  return catalogue;
}
