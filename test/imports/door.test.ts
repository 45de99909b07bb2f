import { describe, expect, it } from "vitest";
import type { ImportDraft, ImportPreview, ImportStatus } from "../../worker/domains/imports/schemas.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const FILE =
  "Family ID,Student Name,Birth Date,Parent Name,Parent Email\nF1,Mia Núñez,2016-04-30,Ann Núñez,ann@x.example\nF2,Leo Jones,soon,Bob Jones,bob@x.example\n";

describe("imports and exports through the office door", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const house = testHouse();
  const { client } = await signedIn(house, tenant, {
    import: "full",
    export: "full",
    families: "full",
    students: "view",
  });
  /** Sends files as a browser sends a form. */
  const upload = async (...files: [name: string, text: string][]) => {
    const data = new FormData();
    for (const [name, text] of files) data.append("files", new File([text], name, { type: "text/csv" }));
    const form = new Response(data);
    const type = form.headers.get("content-type") as string;
    return client.send("POST", "/imports", new Uint8Array(await form.arrayBuffer()), {
      "content-type": type,
    });
  };

  it("goes from the file to families on the list, and back by one undo", async () => {
    const uploaded = await upload(["Família.csv", FILE]);
    expect(uploaded.status).toBe(201);
    const draft = uploaded.body as ImportDraft;
    expect(draft.files).toMatchObject([{ name: "Família.csv", rows: 2 }]);
    const mapping = draft.guess;
    const preview = await client.post(`/imports/${draft.id}/preview`, { mapping });
    expect((preview.body as ImportPreview).counts.rows).toEqual({
      new: 1,
      changed: 0,
      matched: 0,
      refused: 1,
    });
    const page = await client.get(`/imports/${draft.id}/preview?outcome=refused`);
    expect(page.body.rows).toMatchObject([{ row: 3, file: "Família.csv" }]);
    const started = await client.post(`/imports/${draft.id}/start`, { mapping });
    expect(started.status).toBe(202);
    await house.settle();
    await house.drain();
    const status = (await client.get(`/imports/${draft.id}`)).body as ImportStatus;
    expect(status).toMatchObject({
      task: { status: "done" },
      counts: { families: { new: 1 }, rows: { refused: 1 } },
      isUndone: false,
    });
    const listed = async () =>
      ((await client.get("/families?q=nunez")).body as { rows: unknown[] }).rows.length;
    expect(await listed()).toBe(1);
    const undone = await client.post(`/change-groups/${status.task!.changeGroup}/undo`, {});
    expect(undone.status).toBe(200);
    await house.settle();
    await house.drain();
    expect(await listed()).toBe(0);
    expect((await client.get(`/imports/${draft.id}`)).body).toMatchObject({
      isUndone: true,
      undoUntil: null,
    });
    expect((await client.get("/imports")).body).toMatchObject({
      imports: [{ id: draft.id, isUndone: true }],
    });
  });

  it("says what is wrong with what was sent", async () => {
    const bad = await upload(["x.csv", 'a,b\n"x']);
    expect(bad).toMatchObject({
      status: 422,
      body: { code: "malformed_quotes", detail: expect.stringMatching(/on line 2/) },
    });
    const none = await upload();
    expect(none).toMatchObject({ status: 400, body: { code: "bad_input" } });
    const json = await client.post("/imports", { file: "x" });
    expect(json).toMatchObject({ status: 415 });
    const nonsense = await client.post("/imports/imp_nothing/preview", {
      mapping: { columns: { A: 5 }, dateOrder: "ymd" },
    });
    expect(nonsense).toMatchObject({ status: 400 });
    const huge = await upload(["x.csv", "x".repeat(26_000_000)]);
    expect(huge).toMatchObject({ status: 413, body: { code: "body_too_large" } });
  });

  it("streams downloads that a browser saves", async () => {
    const csv = await client.get("/exports/families.csv?status=all");
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("content-disposition")).toMatch(
      /^attachment; filename="families \d{4}-\d\d-\d\d\.csv"/,
    );
    expect(csv.headers.get("cache-control")).toBe("no-store");
    const dump = await client.get("/exports/account.sql");
    expect(dump.headers.get("content-type")).toBe("application/sql; charset=utf-8");
    expect(dump.text.trimEnd().endsWith("COMMIT;")).toBe(true);
    const staff = await client.get("/exports/staff.csv");
    expect(staff.status).toBe(403);
  });
});
