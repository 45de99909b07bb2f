import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { decideDeadLetter } from "./decide-dead-letter.ts";
import { listDeadLetters } from "./list-dead-letters.ts";

/** Jobs that failed for good, at /dead-letters. */
export const deadLettersOffice = new Hono<OfficeEnv>()
  .get("/", needs("settings", "view"), async (c) =>
    c.json(await listDeadLetters(c.get("ctx"), c.get("services").control)),
  )
  .post("/:id/retry", needs("settings", "full"), async (c) =>
    c.json(await decideDeadLetter(c.get("ctx"), c.get("services"), c.req.param("id"), "retry")),
  )
  .post("/:id/dismiss", needs("settings", "full"), async (c) =>
    c.json(await decideDeadLetter(c.get("ctx"), c.get("services"), c.req.param("id"), "dismiss")),
  );
