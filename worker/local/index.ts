import type { Env } from "../env.ts";
import { createHandlers } from "../handlers.ts";
import { messengerCenter } from "../live/messenger-center.ts";
import { registrationDesk } from "../live/registration-desk.ts";
import { smtpEmail } from "../providers/email/smtp.ts";
import { advance } from "../providers/payments/sandbox/advance.ts";
import { localPayments } from "../providers/payments/sandbox/sandbox.ts";
import { vapidOf } from "../providers/push/vapid-of.ts";
import { webPush } from "../providers/push/web-push.ts";
import { localTexts } from "../providers/sms/simulator/simulator.ts";
import type { HouseOptions } from "../services.ts";
import { localInbox } from "./mail-inbox.ts";
import { localWorld } from "./payments/world.ts";
import { localRooms } from "./rooms.ts";
import { slowEngines } from "./slow-databases.ts";

export { ActivityFeed } from "../live/activity-feed.ts";

const worldOf = (env: Env) => localWorld(env, Date.now);

const options: HouseOptions = {
  providers: (env) => ({
    // A benchmark hands its mail to a real server.
    email: env.SMTP_URL ? smtpEmail(env.SMTP_URL, env.MAIL_FROM) : localInbox(env.FILES, Date.now),
    payments: localPayments(worldOf(env)),
    push: webPush(vapidOf(env)),
    texts: localTexts(worldOf(env)),
  }),
  now: Date.now,
  demo: true,
  engines: slowEngines,
};
const handlers = createHandlers({ ...options, desk: "outside" }, localRooms);

export const RegistrationDesk = registrationDesk(options);
/** For benchmarks, an object that can be told to die. */
export class MessengerCenter extends messengerCenter(options) {
  die(): void {
    this.ctx.abort("told to die");
  }
}

/** The same without what stands in front of a Worker locally and serves the pages: for benchmarks. */
export const straight = {
  fetch: (request, env, execution) => handlers.fetch(request, env as object, execution),
} satisfies ExportedHandler;

export default {
  fetch: (request, env, execution) => handlers.fetch(request, env as object, execution),
  queue: (batch, env, execution) => handlers.queue(batch, env as object, execution),
  async scheduled(_event, env, execution) {
    await handlers.scheduled(env as object, execution);
    await advance(worldOf(handlers.house(env as object).env));
  },
} satisfies ExportedHandler;
