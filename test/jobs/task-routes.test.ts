import { describe, expect, it } from "vitest";
import type { OfficeClient } from "../harness/client.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const ROWS = Array.from({ length: 600 }, (_, i) => `Kid${i},Lee${i},Ann${i} Lee${i},ann${i}@x.example`);
const FILE = ["First Name,Last Name,Parent Name,Parent Email", ...ROWS].join("\n");

describe("a bulk act from the screen", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const house = testHouse();
  const { client } = await signedIn(house, tenant, { import: "full", families: "full" });
  const { client: colleague } = await signedIn(house, tenant, { families: "full" });
  const { client: chief } = await signedIn(house, tenant, { admin: "full" });
  const total = async () => (await client.get("/families")).body.total;
  const mine = async (who: OfficeClient = client) => (await who.get("/tasks?mine=1")).body.rows;

  const start = async () => {
    const form = new FormData();
    form.append("files", new File([FILE], "families.csv", { type: "text/csv" }));
    const encoded = new Response(form);
    const type = encoded.headers.get("content-type")!;
    const bytes = new Uint8Array(await encoded.arrayBuffer());
    const draft = await client.send("POST", "/imports", bytes, { "content-type": type });
    expect(draft.status).toBe(201);
    const { id, guess } = draft.body;
    const started = await client.post(`/imports/${id}/start`, { mapping: guess });
    expect(started.status).toBe(202);
    await house.settle();
    return started.body.taskId as string;
  };

  it("runs in the background, shows its progress, and is undone as a whole", async () => {
    const taskId = await start();
    expect(await mine()).toMatchObject([{ id: taskId, kind: "import", status: "queued", canUndo: false }]);
    await house.drain();
    const task = (await client.get(`/tasks/${taskId}`)).body;
    expect(task).toMatchObject({
      status: "done",
      error: null,
      canUndo: true,
      actorName: expect.stringMatching(/^Pat/),
    });
    expect(task.resultText).toMatch(/600/);
    expect(await total()).toBe(600);

    house.clock.nowMs += 1000;
    const undo = await client.post(`/change-groups/${task.changeGroup}/undo`);
    expect(undo.status).toBe(200);
    expect((await client.post(`/change-groups/${task.changeGroup}/undo`)).body.code).toBe("still_running");
    await house.drain();
    expect(await total()).toBe(0);
    const [undone, original] = await mine();
    expect(undone).toMatchObject({ id: undo.body.taskId, kind: "undo-group", status: "done" });
    expect(original).toMatchObject({ id: taskId, canUndo: false });
    expect((await client.post(`/change-groups/${task.changeGroup}/undo`)).body.code).toBe("already_undone");
  });

  it("is not undone once somebody worked on what it made, and says what", async () => {
    house.clock.nowMs += 1000;
    const taskId = await start();
    await house.drain();
    const { changeGroup } = (await client.get(`/tasks/${taskId}`)).body;
    const [family] = (await client.get("/families")).body.rows;
    house.clock.nowMs += 1000;
    await colleague.post(`/families/${family.id}/notes`, { body: "Rings on Tuesdays" });
    const refused = await client.post(`/change-groups/${changeGroup}/undo`);
    expect([refused.status, refused.body.code]).toEqual([409, "changed_since"]);
    expect(refused.body.changes).toHaveLength(1);
    expect(await total()).toBe(600);
    const without = await colleague.post(`/change-groups/${changeGroup}/undo`);
    expect([without.status, without.body.right]).toEqual([403, "import"]);
  });

  it("is seen and stopped by its owner, and by whoever has the right", async () => {
    house.clock.nowMs += 1000;
    const taskId = await start();
    expect((await mine(colleague)).length).toBe(0);
    expect((await colleague.get(`/tasks/${taskId}`)).status).toBe(404);
    expect((await colleague.post(`/tasks/${taskId}/cancel`)).status).toBe(404);
    expect((await colleague.get("/tasks?mine=0")).body).toMatchObject({ status: 403, right: "all_tasks" });
    const all = (await chief.get("/tasks?mine=0")).body.rows;
    expect(all.map(({ id }: { id: string }) => id)).toContain(taskId);
    expect((await chief.post(`/tasks/${taskId}/cancel`)).status).toBe(200);
    expect((await client.post(`/tasks/${taskId}/cancel`)).body.code).toBe("task_over");
    await house.drain();
    expect((await client.get(`/tasks/${taskId}`)).body).toMatchObject({ status: "cancelled", done: 0 });
  });
});
