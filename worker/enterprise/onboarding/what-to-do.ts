import { PoolEmpty } from "../../../control-plane/claim-database.ts";
import { DatabaseUnavailable } from "../../../control-plane/database-errors.ts";
import { DatabaseTaken } from "../../../control-plane/database-marks.ts";
import { MigrationFailed } from "../../../control-plane/migrator.ts";
import { ProvisionConflict, UrlNameTaken } from "../../../control-plane/provision-account.ts";
import type { StoredOnboarding } from "./stored.ts";

/** The account whose lists were to be copied cannot be opened. */
export class TemplateGone extends Error {
  constructor(cause: unknown) {
    super("The template account cannot be opened", { cause });
    this.name = "TemplateGone";
  }
}

/** What a person can do about it; null when nobody foresaw it. */
export function whatToDo(error: unknown, { input }: StoredOnboarding): string | null {
  const database = input.databaseUrl ?? "the database";
  if (error instanceof UrlNameTaken)
    return `The name “${input.urlName}” is or was another account's. Choose another name and try again.`;
  if (error instanceof PoolEmpty)
    return "All our databases are taken. Ask whoever runs Chalkline for you to add some, or use one on a libSQL server, then try again.";
  if (error instanceof DatabaseTaken)
    return `${database} is not an empty database of its own. Make a new one, enter its address and token, and try again.`;
  if (error instanceof DatabaseUnavailable)
    return `${database} does not answer. Check the address and the token, see whether the server runs, and try again.`;
  if (input.databaseUrl !== null && (error instanceof MigrationFailed || error instanceof TypeError))
    return `${database} refused its tables. Make a new, empty database, enter its address and token, and try again.`;
  if (error instanceof TemplateGone)
    return "The account whose lists were to be copied cannot be opened at the moment. Try again, or choose another one.";
  if (error instanceof ProvisionConflict)
    return "An account of this number exists with other particulars. Begin anew.";
  return null;
}
