import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody, validQuery } from "../../edge/validate.ts";
import { acceptOffer } from "./accept-offer.ts";
import { declineOffer } from "./decline-offer.ts";
import { editWait } from "./edit-wait.ts";
import { joinWaitlist } from "./join-waitlist.ts";
import { listWaitlist } from "./list-waitlist.ts";
import { moveWait } from "./move-wait.ts";
import { offerPlace } from "./offer-place.ts";
import { requeueWait } from "./requeue-wait.ts";
import {
  acceptInput,
  declineInput,
  editWaitInput,
  joinInput,
  moveInput,
  offerInput,
  requeueInput,
  skipInput,
  waitlistFilter,
} from "./schemas.ts";
import { skipWait } from "./skip-wait.ts";

/** The waitlist behind the office door. What may well be refused answers 200 and says so. */
export const waitlistOffice = new Hono<OfficeEnv>()
  .get("/", needs("enrollments", "view"), validQuery(waitlistFilter), async (c) =>
    c.json(await listWaitlist(c.get("ctx"), c.req.valid("query"))),
  )
  .post("/", needs("enrollments", "full"), validBody(joinInput), async (c) =>
    c.json(await joinWaitlist(c.get("ctx"), c.req.valid("json"))),
  )
  .patch("/:id", needs("enrollments", "full"), validBody(editWaitInput), async (c) =>
    c.json(await editWait(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/move", needs("enrollments", "full"), validBody(moveInput), async (c) =>
    c.json(await moveWait(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/offer", needs("enrollments", "full"), validBody(offerInput), async (c) =>
    c.json(await offerPlace(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/accept", needs("enrollments", "full"), validBody(acceptInput), async (c) =>
    c.json(await acceptOffer(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/decline", needs("enrollments", "full"), validBody(declineInput), async (c) =>
    c.json(await declineOffer(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/skip", needs("enrollments", "full"), validBody(skipInput), async (c) =>
    c.json(await skipWait(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/requeue", needs("enrollments", "full"), validBody(requeueInput), async (c) =>
    c.json(await requeueWait(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
