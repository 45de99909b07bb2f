import { createHandlers } from "./handlers.ts";
import { productionProviders } from "./providers/production.ts";

export { ActivityFeed } from "./live/activity-feed.ts";

const handlers = createHandlers({ providers: productionProviders, now: Date.now, demo: false });

export default {
  fetch: (request, env, execution) => handlers.fetch(request, env as object, execution),
  queue: (batch, env, execution) => handlers.queue(batch, env as object, execution),
  scheduled: (_event, env, execution) => handlers.scheduled(env as object, execution),
} satisfies ExportedHandler;
