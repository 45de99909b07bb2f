import type { AnonymousActor, Context, GuardianActor, StaffActor } from "../kernel/context.ts";
import type { Services } from "../services.ts";

/** Whoever signs in to one account. */
export type Person = StaffActor | GuardianActor;

/** Somebody whose session was found to live. */
export interface LoadedActor<A extends Person> {
  readonly actor: A;
  readonly lastSeenAtMs: number;
  /** The account has effects that should have left long ago; whoever comes by sends them on. */
  readonly effectsForgotten: boolean;
}

/** One request at the door of a portal, as the routes behind it are handed it. */
export interface Visit<A extends Person> {
  readonly services: Services;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly visitor: Context<AnonymousActor>;
  /** Null when nobody is signed in; then only routes marked `anyone` are reached. */
  readonly ctx: Context<A> | null;
}

/** What a route behind such a door finds in its Hono context. */
export type DoorEnv<A extends Person> = {
  Bindings: { visit: Visit<A> };
  Variables: {
    /** Set when somebody is signed in; always behind the mark that demands it. */
    ctx: Context<A>;
    /** Always set, also for those who are signed in. */
    visitor: Context<AnonymousActor>;
    services: Services;
    /** The body as it came; empty for requests without one. */
    body: Uint8Array<ArrayBuffer>;
  };
};
