import { describe, expect, it } from "vitest";
import { FamilyClient, OfficeClient } from "../harness/client.ts";
import { testHouse } from "../harness/house.ts";
import { openOwnSchool } from "./own-school.ts";

const HOSTILE = `</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>`;
const HEADERS = "a\r\nBcc: all@evil.example";
const DOCUMENT = `<!doctype html><html lang="en"><head><title>x</title><!--first-data--></head><body></body></html>`;
const ASSETS = { fetch: async () => new Response(DOCUMENT, { headers: { "content-type": "text/html" } }) };

/** Every text that a family may write, written by somebody who means harm, and every place where it is read again. */
describe("hostile words of a family", async () => {
  const own = await openOwnSchool();
  const { client, guardian } = await own.family();
  const { studentId, familyId, guardianId } = guardian;
  const target = await own.class();
  const enrollmentId = await own.school.enroll(studentId, target);
  const urlName = own.tenant.account.urlName;

  it("are taken as words by every field that takes them", async () => {
    await own.decide({ drops: "request", absences: "request" });
    const text = HOSTILE.slice(0, 60);
    const written = [
      client.send("PATCH", `/students/${studentId}`, {
        ...{
          version: 1,
          firstName: text,
          lastName: text,
          preferredName: text,
          school: text,
          allergies: HOSTILE,
        },
        ...{ medications: HOSTILE, medicalNotes: HOSTILE, doctorName: text, insuranceProvider: text },
      }),
      client.post(`/students/${studentId}/contacts`, {
        name: text,
        relationship: text,
        phone: "312 555 0100",
      }),
      client.post(`/students/${studentId}/pickups`, { name: text, relationship: text }),
      client.send("PATCH", "/profile", { version: 1, addressLine1: text, city: text }),
      client.post("/own-data/erasure", { note: HOSTILE }),
      client.post(`/enrollments/${enrollmentId}/drop`, {
        ...{ version: 1, endsOn: "2027-01-31", reasonId: null, note: HOSTILE },
        expected: { chargeMinor: 0, creditMinor: 0 },
      }),
    ];
    const answers = await Promise.all(written);
    expect(answers.map(({ status, text: said }) => (status < 300 ? "" : said))).toEqual(
      written.map(() => ""),
    );
    const name = {
      version: 1,
      firstName: text,
      lastName: HEADERS,
      emails: [{ address: guardian.email }],
      phones: [],
    };
    const named = await client.send("PUT", `/profile/guardians/${guardianId}`, name);
    expect([200, 400]).toContain(named.status);
  });

  it("break out of no document, neither the family's nor the office's", async () => {
    const { client: staff } = await own.staff();
    const pages = testHouse({ bindings: { ASSETS } });
    pages.clock.nowMs = own.house.clock.nowMs;
    const family = new FamilyClient(pages, urlName, client.cookies);
    const office = new OfficeClient(pages, urlName, staff.cookies);
    const documents = [
      ...["/home", "/account", "/account/profile", `/account/students/${studentId}`, "/policies"].map(
        (path) => family.page(path),
      ),
      ...["/families", `/families/${familyId}`, "/online-activity", "/attendance"].map((path) =>
        office.page(path),
      ),
    ];
    const read = await Promise.all(documents);
    expect(read.filter(({ text }) => text.includes("alert(1)")).length).toBeGreaterThan(4);
    for (const { status, text } of read) {
      expect(status).toBe(200);
      // One script: the data. What is in it cannot end it.
      expect(text.match(/<\/script>/g)).toHaveLength(1);
      expect(text).not.toContain("<img");
    }
  });

  it("make no markup and no headers of mails", async () => {
    await own.house.drain();
    expect(own.house.mails.length).toBeGreaterThan(0);
    for (const { subject, html, fromName } of own.house.mails) {
      expect(`${subject}${fromName}`).not.toMatch(/[\r\n]/);
      expect(html).not.toMatch(/<(script|img)/);
    }
  });

  it("larger than the door takes are refused unread", async () => {
    const huge = await client.send("PATCH", "/profile", { version: 2, addressLine1: "x".repeat(3_000_000) });
    expect(huge.status).toBe(413);
  });
});
