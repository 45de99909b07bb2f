import { type ControlDatabase, openControl } from "../control-plane/control-database.ts";
import { Directory } from "../control-plane/directory.ts";
import { createEngines, type Engines, poolBindings } from "../control-plane/engines.ts";
import type { OpenDeps } from "../control-plane/open-tenant.ts";
import { migrations } from "../tenant-schema/migrations/manifest.ts";
import { CatalogueCache } from "./domains/catalogue/catalogue-cache.ts";
import type { SchoolFacts } from "./domains/portal/get-portal.ts";
import { ActorCache } from "./edge/actor-cache.ts";
import { Bulkhead } from "./edge/bulkhead.ts";
import { OneAtATime } from "./edge/one-at-a-time.ts";
import { logUnexpected } from "./edge/request-log.ts";
import { type Stores, storesOf } from "./enterprise/store/open-store.ts";
import { VisibleAccounts } from "./enterprise/store/visible-accounts.ts";
import { type Env, parseEnv } from "./env.ts";
import type { GuardianActor, StaffActor } from "./kernel/context.ts";
import { KeptAMoment } from "./kernel/kept-a-moment.ts";
import type { EmailProvider } from "./providers/email/email.ts";
import { type IdentityProviders, identityProviders } from "./providers/identity/of-environment.ts";
import type { PaymentProviders } from "./providers/payments/payments.ts";
import type { PushProvider } from "./providers/push/push.ts";
import type { TextProviders } from "./providers/sms/sms.ts";

/** The outside world, real or its local stand-in; made once an isolate from the environment. */
export interface Providers {
  readonly email: EmailProvider;
  readonly payments: PaymentProviders;
  readonly push: PushProvider;
  readonly texts: TextProviders;
}

/** What the local entry or a test puts in place of the real thing. */
export interface HouseOptions {
  readonly providers: (env: Env) => Providers;
  readonly now: () => number;
  /** Whether demo accounts and `/local/…` exist. */
  readonly demo: boolean;
  /** Whether requests that come in crowds are sent to the account's registration desk, or are at it already. */
  readonly desk?: "outside" | "inside";
  /** A seam for fault injection between the Worker and every database. */
  readonly engines?: (engines: Engines) => Engines;
}

/** What lives as long as the isolate: configuration and caches of plain values, never a request's promise. */
export interface House {
  readonly env: Env;
  readonly providers: Providers;
  readonly directory: Directory;
  readonly engines: Engines;
  readonly actors: ActorCache<StaffActor>;
  readonly guardians: ActorCache<GuardianActor>;
  readonly catalogues: CatalogueCache;
  readonly portals: KeptAMoment<SchoolFacts>;
  /** When the control plane last said that somebody from the enterprise portal may be in an account. */
  readonly vouched: Map<string, number>;
  readonly identity: IdentityProviders;
  readonly afterwards: OneAtATime;
  readonly bulkhead: Bulkhead;
  readonly poolBindings: readonly string[];
  readonly stores: Stores;
  readonly visibleAccounts: VisibleAccounts;
  readonly demo: boolean;
  readonly desk: HouseOptions["desk"];
  readonly now: () => number;
}

/** What one request or one job works with, besides its `Context`. */
export interface Services {
  readonly house: House;
  readonly env: Env;
  readonly control: ControlDatabase;
  /** Lets work go on after the answer. What goes wrong with it is logged, under the id of the request when one is named. */
  readonly waitUntil: (work: Promise<unknown>, requestId?: string) => void;
}

/** @throws BadEnvironment */
export function buildHouse(bindings: object, options: HouseOptions): House {
  const env = parseEnv(bindings);
  const records = bindings as Readonly<Record<string, unknown>>;
  const engines = createEngines(records, env.MASTER_KEY);
  return {
    env,
    providers: options.providers(env),
    directory: new Directory(options.now),
    engines: options.engines ? options.engines(engines) : engines,
    actors: new ActorCache(),
    guardians: new ActorCache(),
    catalogues: new CatalogueCache(),
    portals: new KeptAMoment(),
    afterwards: new OneAtATime(),
    bulkhead: new Bulkhead(),
    vouched: new Map(),
    identity: identityProviders(env),
    poolBindings: poolBindings(records),
    stores: storesOf(records),
    visibleAccounts: new VisibleAccounts(),
    demo: options.demo,
    desk: options.desk,
    now: options.now,
  };
}

export function servicesFor(house: House, keepAlive: (work: Promise<unknown>) => void): Services {
  const waitUntil: Services["waitUntil"] = (work, requestId = "none") =>
    keepAlive(work.catch((error: unknown) => logUnexpected(requestId, error)));
  return { house, env: house.env, control: openControl(house.env.CONTROL), waitUntil };
}

export function openDeps(services: Services): OpenDeps {
  const { house, control, waitUntil } = services;
  const { directory, engines, now } = house;
  return { control, directory, engines, migrations, waitUntil, now };
}
