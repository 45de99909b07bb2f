import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { bookMakeup } from "./book-makeup.ts";
import { cancelMakeup } from "./cancel-makeup.ts";
import { getStudentTokens } from "./get-student-tokens.ts";
import { grantTokens } from "./grant-tokens.ts";
import { listMakeupOpenings } from "./list-makeup-openings.ts";
import { revokeToken } from "./revoke-token.ts";
import {
  bookMakeupInput,
  cancelMakeupInput,
  grantTokensInput,
  makeupOpeningsFilter,
  revokeTokenInput,
  updateTokenInput,
} from "./schemas.ts";
import { updateToken } from "./update-token.ts";

const grant = needs("create_makeup_tokens", "full");
const book = needs("enrollments", "full");

/** The makeups room behind the office door. */
export const makeupsOffice = new Hono<OfficeEnv>()
  .get("/students/:id", needs("enrollments", "view"), async (c) =>
    c.json(await getStudentTokens(c.get("ctx"), c.req.param("id"))),
  )
  .post("/tokens", grant, validBody(grantTokensInput), async (c) =>
    c.json(await grantTokens(c.get("ctx"), c.req.valid("json")), 201),
  )
  .patch("/tokens/:id", grant, validBody(updateTokenInput), async (c) =>
    c.json(await updateToken(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/tokens/:id/revoke", needs("delete_makeup_tokens", "full"), validBody(revokeTokenInput), async (c) =>
    c.json(await revokeToken(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .get("/openings", book, validQuery(makeupOpeningsFilter), async (c) =>
    c.json(await listMakeupOpenings(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/bookings", book, validBody(bookMakeupInput), async (c) =>
    c.json(await bookMakeup(c.get("ctx"), c.req.valid("json"))),
  )
  .post("/bookings/:id/cancel", book, validBody(cancelMakeupInput), async (c) =>
    c.json(await cancelMakeup(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
