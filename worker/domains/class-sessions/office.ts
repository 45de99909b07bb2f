import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { versionInput } from "../settings/schemas.ts";
import { createSession } from "./create-session.ts";
import { deleteSession } from "./delete-session.ts";
import { listSessions } from "./list-sessions.ts";
import { sessionInput, updateSessionInput } from "./schemas.ts";
import { updateSession } from "./update-session.ts";

const edit = needs("settings", "full");

/** Sessions of classes, at /settings/sessions. */
export const classSessionsOffice = new Hono<OfficeEnv>()
  .get("/", needs("settings", "view"), async (c) => c.json(await listSessions(c.get("ctx"))))
  .post("/", edit, validBody(sessionInput), async (c) =>
    c.json(await createSession(c.get("ctx"), c.req.valid("json")), 201),
  )
  .patch("/:id", edit, validBody(updateSessionInput), async (c) =>
    c.json(await updateSession(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteSession(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
