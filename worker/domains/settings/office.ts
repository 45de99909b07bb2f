import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { levelsOffice, programsOffice, roomsOffice } from "../class-lists/office.ts";
import { classSessionsOffice } from "../class-sessions/office.ts";
import { closuresOffice } from "../closures/office.ts";
import { mailTemplatesOffice } from "../mail-templates/office.ts";
import { portalSettingsOffice } from "../portal-settings/office.ts";
import { rulesOffice } from "../school-rules/office.ts";
import { businessOffice } from "./business-office.ts";
import { createCustomField } from "./create-custom-field.ts";
import { createKeyword } from "./create-keyword.ts";
import { createListItem } from "./create-list-item.ts";
import { createLocation } from "./create-location.ts";
import { deleteCustomField } from "./delete-custom-field.ts";
import { deleteKeyword, keywordUsage } from "./delete-keyword.ts";
import { deleteListItem, listItemUsage } from "./delete-list-item.ts";
import { deleteLocation } from "./delete-location.ts";
import { familyOptions } from "./family-options.ts";
import { listCustomFields, listKeywords, listListItems, listLocations } from "./list-settings.ts";
import { orderEntries } from "./order-entries.ts";
import { renameListItem } from "./rename-list-item.ts";
import {
  customFieldInput,
  deleteListItemInput,
  keywordInput,
  listItemInput,
  locationInput,
  orderCustomFieldsInput,
  orderInput,
  orderListInput,
  renameListItemInput,
  updateCustomFieldInput,
  updateKeywordInput,
  updateLocationInput,
  versionInput,
} from "./schemas.ts";
import { updateCustomField } from "./update-custom-field.ts";
import { updateKeyword } from "./update-keyword.ts";
import { updateLocation } from "./update-location.ts";

const see = needs("settings", "view");
const edit = needs("settings", "full");

const locationsOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listLocations(c.get("ctx"))))
  .post("/", edit, validBody(locationInput), async (c) =>
    c.json(await createLocation(c.get("ctx"), c.req.valid("json")), 201),
  )
  .put("/order", edit, validBody(orderInput), async (c) =>
    c.json(await orderEntries(c.get("ctx"), { entity: "locations" }, c.req.valid("json").ids)),
  )
  .patch("/:id", edit, validBody(updateLocationInput), async (c) =>
    c.json(await updateLocation(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteLocation(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );

const listsOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listListItems(c.get("ctx"))))
  .post("/", edit, validBody(listItemInput), async (c) =>
    c.json(await createListItem(c.get("ctx"), c.req.valid("json")), 201),
  )
  .put("/order", edit, validBody(orderListInput), async (c) => {
    const { kind, ids } = c.req.valid("json");
    return c.json(await orderEntries(c.get("ctx"), { entity: "listItems", kind }, ids));
  })
  .get("/:id/usage", see, async (c) => c.json(await listItemUsage(c.get("ctx"), c.req.param("id"))))
  .patch("/:id", edit, validBody(renameListItemInput), async (c) =>
    c.json(await renameListItem(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(deleteListItemInput), async (c) =>
    c.json(await deleteListItem(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );

const keywordsOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listKeywords(c.get("ctx"))))
  .post("/", edit, validBody(keywordInput), async (c) =>
    c.json(await createKeyword(c.get("ctx"), c.req.valid("json")), 201),
  )
  .get("/:id/usage", see, async (c) => c.json(await keywordUsage(c.get("ctx"), c.req.param("id"))))
  .patch("/:id", edit, validBody(updateKeywordInput), async (c) =>
    c.json(await updateKeyword(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteKeyword(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );

const customFieldsOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listCustomFields(c.get("ctx"))))
  .post("/", edit, validBody(customFieldInput), async (c) =>
    c.json(await createCustomField(c.get("ctx"), c.req.valid("json")), 201),
  )
  .put("/order", edit, validBody(orderCustomFieldsInput), async (c) => {
    const { entity, ids } = c.req.valid("json");
    return c.json(await orderEntries(c.get("ctx"), { entity: "customFields", of: entity }, ids));
  })
  .patch("/:id", edit, validBody(updateCustomFieldInput), async (c) =>
    c.json(await updateCustomField(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deleteCustomField(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );

/** The settings behind the office door, at /settings. */
export const settingsOffice = new Hono<OfficeEnv>()
  .route("/business", businessOffice)
  .route("/locations", locationsOffice)
  .route("/programs", programsOffice)
  .route("/levels", levelsOffice)
  .route("/rooms", roomsOffice)
  .route("/sessions", classSessionsOffice)
  .route("/closures", closuresOffice)
  .route("/rules", rulesOffice)
  .route("/portal", portalSettingsOffice)
  .route("/mail", mailTemplatesOffice)
  .route("/lists", listsOffice)
  .route("/keywords", keywordsOffice)
  .route("/custom-fields", customFieldsOffice);

/** What every family form chooses from, at /family-options. */
export const familyOptionsOffice = new Hono<OfficeEnv>().get("/", needs("families", "view"), async (c) =>
  c.json(await familyOptions(c.get("ctx"))),
);
