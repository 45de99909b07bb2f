import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch, origin, settled, signIn, visit } from "./office.ts";

const WRITE = { "x-requested-by": "chalkline", "sec-fetch-site": "same-origin" };

interface StaffRow {
  readonly id: string;
  readonly username: string;
}

async function coachOf(owner: BrowserContext, account: string): Promise<{ id: string; version: number }> {
  const list = await owner.request.get(`${origin()}/api/office/${account}/staff?q=coach`);
  const coach = ((await list.json()) as { rows: StaffRow[] }).rows.find((row) => row.username === "coach");
  const page = await owner.request.get(`${origin()}/api/office/${account}/staff/${coach?.id}`);
  const { version } = ((await page.json()) as { person: { version: number } }).person;
  return { id: coach!.id, version };
}

describe("rights taken away while the page is open", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it("end at the next act: a coach who is deactivated is signed out where she was", async () => {
    const owner = await visit(browser);
    await signIn(owner.page, "pointe");
    const coach = await visit(browser);
    await signIn(coach.page, "pointe", "coach@pointe.example");
    await coach.page.goto(`${origin()}/a/pointe/families`);
    await settled(coach.page);
    expect(await coach.page.getByRole("button", { name: /new family/i }).count()).toBe(0);

    const person = await coachOf(owner.context, "pointe");
    const answer = await owner.context.request.post(
      `${origin()}/api/office/pointe/staff/${person.id}/deactivate`,
      {
        headers: { ...WRITE, origin: origin() },
        data: { reason: "Left the school", version: person.version },
      },
    );
    expect(answer.ok(), await answer.text()).toBe(true);

    await coach.page
      .getByRole("searchbox")
      .or(coach.page.getByPlaceholder(/search/i))
      .first()
      .fill("nun");
    await coach.page
      .getByText(/signed out/i)
      .first()
      .waitFor();
    await owner.context.close();
    await coach.context.close();
  });
});
