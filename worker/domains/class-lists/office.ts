import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { orderEntries } from "../settings/order-entries.ts";
import { orderInput, versionInput } from "../settings/schemas.ts";
import { createEntry } from "./create-entry.ts";
import { deleteEntry } from "./delete-entry.ts";
import { listLevels, listPrograms, listRooms } from "./list-entries.ts";
import {
  levelInput,
  orderRoomsInput,
  programInput,
  roomInput,
  updateLevelInput,
  updateProgramInput,
  updateRoomInput,
} from "./schemas.ts";
import { updateEntry } from "./update-entry.ts";

const see = needs("settings", "view");
const edit = needs("settings", "full");

/** Programs, at /settings/programs. */
export const programsOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listPrograms(c.get("ctx"))))
  .post("/", edit, validBody(programInput), async (c) =>
    c.json(await createEntry(c.get("ctx"), "programs", c.req.valid("json")), 201),
  )
  .put("/order", edit, validBody(orderInput), async (c) =>
    c.json(await orderEntries(c.get("ctx"), { entity: "programs" }, c.req.valid("json").ids)),
  )
  .patch("/:id", edit, validBody(updateProgramInput), async (c) =>
    c.json(await updateEntry(c.get("ctx"), "programs", c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteEntry(c.get("ctx"), "programs", c.req.param("id"), c.req.valid("json"))),
  );

/** Levels, at /settings/levels. */
export const levelsOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listLevels(c.get("ctx"))))
  .post("/", edit, validBody(levelInput), async (c) =>
    c.json(await createEntry(c.get("ctx"), "levels", c.req.valid("json")), 201),
  )
  .put("/order", edit, validBody(orderInput), async (c) =>
    c.json(await orderEntries(c.get("ctx"), { entity: "levels" }, c.req.valid("json").ids)),
  )
  .patch("/:id", edit, validBody(updateLevelInput), async (c) =>
    c.json(await updateEntry(c.get("ctx"), "levels", c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteEntry(c.get("ctx"), "levels", c.req.param("id"), c.req.valid("json"))),
  );

/** Rooms, at /settings/rooms. */
export const roomsOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listRooms(c.get("ctx"))))
  .post("/", edit, validBody(roomInput), async (c) =>
    c.json(await createEntry(c.get("ctx"), "rooms", c.req.valid("json")), 201),
  )
  .put("/order", edit, validBody(orderRoomsInput), async (c) => {
    const { locationId, ids } = c.req.valid("json");
    return c.json(await orderEntries(c.get("ctx"), { entity: "rooms", locationId }, ids));
  })
  .patch("/:id", edit, validBody(updateRoomInput), async (c) =>
    c.json(await updateEntry(c.get("ctx"), "rooms", c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteEntry(c.get("ctx"), "rooms", c.req.param("id"), c.req.valid("json"))),
  );
