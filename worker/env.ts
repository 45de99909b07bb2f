import * as z from "zod/mini";
import type { JobMessage } from "./jobs/messages.ts";
import type { ActivityFeed } from "./live/activity-feed.ts";
import type { MessengerCenter } from "./live/messenger-stub.ts";
import { identityEntry } from "./providers/identity/settings.ts";

const binding = <T>(what: string, ...methods: readonly string[]) =>
  z.custom<T>(
    (value) => typeof value === "object" && value !== null && methods.every((method) => method in value),
    `is not bound to ${what}`,
  );
const secret = z.string("is not set").check(z.minLength(16, "is shorter than 16 characters"));
const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/]{43}=$/;

const schema = z.object({
  ENVIRONMENT: z.enum(["local", "production"]),
  PUBLIC_ORIGIN: z.url("is not an address such as https://app.example.org"),
  MASTER_KEY: z.string("is not set").check(z.regex(BASE64_OF_32_BYTES, "is not 32 bytes in base64")),
  PASSWORD_PEPPER: secret,
  /** Opens /ops/… to those who run the service; without it there is no such door. */
  OPERATOR_TOKEN: z.optional(z.string().check(z.minLength(32, "is shorter than 32 characters"))),
  CONTROL: binding<D1Database>("a D1 database", "prepare", "batch"),
  ANALYTICS: binding<D1Database>("a D1 database", "prepare", "batch"),
  JOBS: binding<Queue<JobMessage>>("a queue", "send", "sendBatch"),
  FILES: binding<R2Bucket>("an R2 bucket", "get", "put"),
  ACTIVITY_FEED: binding<DurableObjectNamespace<ActivityFeed>>("a Durable Object", "getByName"),
  MESSENGER_CENTER: binding<DurableObjectNamespace<MessengerCenter>>("a Durable Object", "getByName"),
  REGISTRATION_DESK: binding<DurableObjectNamespace>("a Durable Object", "getByName"),
  LOGIN_LIMIT: binding<RateLimit>("a rate limit", "limit"),
  ASSETS: binding<Fetcher>("the static files", "fetch"),
  /** JSON with the client that was registered at Google or Microsoft: `{"clientId":"…","clientSecret":"…"}`. */
  IDENTITY_GOOGLE: z.optional(identityEntry),
  IDENTITY_MICROSOFT: z.optional(identityEntry),
  EMAIL: z.optional(binding<SendEmail>("e-mail sending", "send")),
  MAIL_FROM: z._default(z.email("is not an e-mail address"), "no-reply@chalkline.example"),
  /** smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465; without it, EMAIL is used. */
  SMTP_URL: z.optional(z.url({ protocol: /^smtps?$/, error: "is not smtp://… or smtps://…" })),
  /** The pair that push services know this deployment by (P-256, base64url); without it nobody can subscribe. */
  VAPID_PUBLIC_KEY: z.optional(z.string().check(z.regex(/^[\w-]{87}$/, "is not a public key in base64url"))),
  VAPID_PRIVATE_KEY: z.optional(
    z.string().check(z.regex(/^[\w-]{43}$/, "is not a private key in base64url")),
  ),
  /** Signs what the mail provider tells of mails that bounced; without it there is no such door. */
  MAIL_EVENTS_SECRET: z.optional(secret),
});

/** Every binding and secret the Worker uses, checked. */
export type Env = z.infer<typeof schema>;

/** The configuration of this deployment is wrong; the message names every entry that is, and never a value. */
export class BadEnvironment extends Error {
  constructor(issues: readonly z.core.$ZodIssue[]) {
    const entries = issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    super(`This Worker is not configured: ${entries.join("; ")}`);
    this.name = "BadEnvironment";
  }
}

/** @throws BadEnvironment */
export function parseEnv(bindings: unknown): Env {
  const parsed = schema.safeParse(bindings);
  if (!parsed.success) throw new BadEnvironment(parsed.error.issues);
  return parsed.data;
}
