import type { AnonymousActor, Context, StaffActor } from "../kernel/context.ts";
import type { Services } from "../services.ts";

/** One request at the office door, as the routes behind it are handed it. */
export interface OfficeVisit {
  readonly services: Services;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly visitor: Context<AnonymousActor>;
  /** Null when nobody is signed in; then only routes marked `anyone` are reached. */
  readonly ctx: Context<StaffActor> | null;
}
