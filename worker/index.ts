import { createHandlers } from "./handlers.ts";
import { messengerCenter } from "./live/messenger-center.ts";
import { registrationDesk } from "./live/registration-desk.ts";
import { productionProviders } from "./providers/production.ts";

export { ActivityFeed } from "./live/activity-feed.ts";

const options = { providers: productionProviders, now: Date.now, demo: false } as const;
const handlers = createHandlers({ ...options, desk: "outside" });

export const RegistrationDesk = registrationDesk(options);
export const MessengerCenter = messengerCenter(options);

export default {
  fetch: (request, env, execution) => handlers.fetch(request, env as object, execution),
  queue: (batch, env, execution) => handlers.queue(batch, env as object, execution),
  scheduled: (_event, env, execution) => handlers.scheduled(env as object, execution),
} satisfies ExportedHandler;
