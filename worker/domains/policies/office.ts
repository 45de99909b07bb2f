import { Hono } from "hono";
import { needs, type OfficeEnv } from "../../edge/office-route.ts";
import { validBody } from "../../edge/validate.ts";
import { versionInput } from "../settings/schemas.ts";
import { answerForFamily } from "./answer-for-family.ts";
import { createPolicy } from "./create-policy.ts";
import { deletePolicy } from "./delete-policy.ts";
import { getOfficePolicies } from "./get-office-policies.ts";
import { listPolicies, listPolicyTexts } from "./list-policies.ts";
import { orderPolicies } from "./order-policies.ts";
import { restorePolicy } from "./restore-policy.ts";
import { answerPoliciesInput, policyInput, policyOrderInput, updatePolicyInput } from "./schemas.ts";
import { updatePolicy } from "./update-policy.ts";

const see = needs("policies", "view");
const edit = needs("policies", "full");

/** Policies behind the office door, at /policies. */
export const policiesOffice = new Hono<OfficeEnv>()
  .get("/", see, async (c) => c.json(await listPolicies(c.get("ctx"))))
  .post("/", edit, validBody(policyInput), async (c) =>
    c.json(await createPolicy(c.get("ctx"), c.req.valid("json")), 201),
  )
  .put("/order", edit, validBody(policyOrderInput), async (c) =>
    c.json(await orderPolicies(c.get("ctx"), c.req.valid("json").ids)),
  )
  .get("/families/:familyId", needs("families", "view"), async (c) =>
    c.json(await getOfficePolicies(c.get("ctx"), c.req.param("familyId"))),
  )
  .post(
    "/families/:familyId/answers",
    needs("answer_policies", "full"),
    validBody(answerPoliciesInput),
    async (c) => c.json(await answerForFamily(c.get("ctx"), c.req.param("familyId"), c.req.valid("json"))),
  )
  .get("/:id/texts", see, async (c) => c.json(await listPolicyTexts(c.get("ctx"), c.req.param("id"))))
  .patch("/:id", edit, validBody(updatePolicyInput), async (c) =>
    c.json(await updatePolicy(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .delete("/:id", edit, validBody(versionInput), async (c) =>
    c.json(await deletePolicy(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  )
  .post("/:id/restore", edit, validBody(versionInput), async (c) =>
    c.json(await restorePolicy(c.get("ctx"), c.req.param("id"), c.req.valid("json"))),
  );
