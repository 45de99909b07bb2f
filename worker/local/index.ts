import { createHandlers } from "../handlers.ts";
import { localInbox } from "./mail-inbox.ts";
import { localRooms } from "./rooms.ts";

const handlers = createHandlers(
  {
    providers: (env) => ({ email: localInbox(env.FILES, Date.now) }),
    now: Date.now,
    demo: true,
  },
  localRooms,
);

export default {
  fetch: (request, env, execution) => handlers.fetch(request, env as object, execution),
  queue: (batch, env, execution) => handlers.queue(batch, env as object, execution),
  scheduled: (_event, env, execution) => handlers.scheduled(env as object, execution),
} satisfies ExportedHandler;
