import { describe, expect, it } from "vitest";
import { openOwnSchool } from "./own-school.ts";

describe("the schedule for a school's own site", async () => {
  const own = await openOwnSchool();
  const path = `/portal/${own.tenant.account.urlName}/schedule-embed`;
  const look = async (query = "", headers: HeadersInit = {}) => {
    const answer = await own.house.fetch(`${path}${query}`, { headers });
    return { answer, text: await answer.text() };
  };

  it("may be framed by any site, knows nobody, sets nothing and is kept for a minute", async () => {
    const { id } = await own.class({ name: "Tumbling" });
    const { client } = await own.family();
    const { answer, text } = await look();
    expect(answer.status).toBe(200);
    const policy = answer.headers.get("content-security-policy");
    expect(policy).toContain("frame-ancestors *");
    expect(policy).not.toContain("script-src");
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
    expect(text).toContain(`/classes/${id}"`);
    expect(text).toContain("Monday");
    expect(text).not.toContain("<script");
    const withCookie = await own.house.fetch(path, {
      headers: { cookie: [...client.cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    expect(await withCookie.text()).toBe(text);
    const styles = await own.house.fetch(`${path}.css`);
    expect(styles.headers.get("content-type")).toContain("text/css");
    const page = await own.house.fetch(`/portal/${own.tenant.account.urlName}/classes`);
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  it("is narrowed by its address, in both languages, and hostile names stay words", async () => {
    await own.class({ name: `<img src=x onerror=alert(1)>"'` });
    own.house.clock.nowMs += 61_000;
    const { text } = await look("?lang=es");
    expect(text).toContain('<html lang="es">');
    expect(text).toContain("lunes");
    expect(text).not.toContain("<img");
    expect((await look("?location=loc_elsewhere00001")).text).toContain("No classes are open");
    expect((await look("?day=9")).answer.status).toBe(404);
    expect((await look("", { "accept-language": "es-MX" })).text).toContain('lang="es"');
  });

  it("is not there while the portal is closed or shows no classes", async () => {
    await own.decide({ isOpen: true, showsClasses: false });
    own.house.clock.nowMs += 61_000;
    const { answer } = await look();
    expect([answer.status, answer.headers.get("content-security-policy")]).toEqual([
      404,
      expect.stringContaining("frame-ancestors 'none'"),
    ]);
  });
});
