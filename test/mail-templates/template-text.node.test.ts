import { describe, expect, it } from "vitest";
import { MAILS, type MailKey, variablesOf } from "../../worker/domains/mail-templates/catalogue.ts";
import { BUILT_IN } from "../../worker/domains/mail-templates/template-query.ts";
import {
  problemsOf,
  renderTemplate,
  UnknownVariable,
  type Values,
} from "../../worker/domains/mail-templates/template-text.ts";
import { VARIABLES } from "../../worker/domains/mail-templates/variables.ts";

const KEYS = Object.keys(MAILS) as MailKey[];
const examples = Object.fromEntries(
  Object.entries(VARIABLES).map(([name, { example }]) => [name, example]),
) as Values;
const booking = (body: string, values: Values = examples, subject = "Hello") =>
  renderTemplate("enrollment_confirmed", "en", { subject, body }, values);

describe("the words of a mail", () => {
  it.each(KEYS)("%s is built in, in every language, and names only what the mail knows", (key) => {
    for (const language of ["en", "es"] as const) {
      const words = BUILT_IN[language][key];
      expect(problemsOf(key, words)).toEqual([]);
      const mail = renderTemplate(key, language, words, examples);
      for (const part of Object.values(mail)) expect(part).not.toMatch(/\{\{|\}\}|undefined/);
      // Whatever the mail is about is told in both languages.
      for (const name of MAILS[key].variables.filter((one) => !/^class|decision/.test(one))) {
        expect(words.subject + words.body, `${language} ${key}`).toContain(`{{${name}}}`);
      }
    }
  });

  it("say what matters also where little is known of the class, and greet nobody who has no name", () => {
    const little = { ...examples, "class.when": "", "class.location": "", "guardian.firstName": "" };
    const vital = ["waitlist.position", "offer.until", "meeting.when", "enrollment.startsOn", "drop.lastOn"];
    for (const key of KEYS) {
      for (const language of ["en", "es"] as const) {
        const { text } = renderTemplate(key, language, BUILT_IN[language][key], little);
        for (const name of MAILS[key].variables.filter((one) => vital.includes(one))) {
          expect(text, `${language} ${key}`).toContain(VARIABLES[name].example);
        }
      }
    }
  });

  it("become text and HTML from one source", () => {
    const mail = booking(
      "Hello {{ guardian.firstName }},\nwelcome.\n\n- {{order.lines}}\n\n[Open]({{portal.link}})",
    );
    expect(mail.text).toBe(
      "Hello Lucía,\nwelcome.\n\n- Mateo: Tumbling 2, from December 7\n- Ana: Ballet 1, from December 8\n\nOpen: https://portal.example.org/summit",
    );
    expect(mail.html).toContain("<p>Hello Lucía,<br>welcome.</p>");
    expect(mail.html).toContain(
      "<ul><li>Mateo: Tumbling 2, from December 7</li><li>Ana: Ballet 1, from December 8</li></ul>",
    );
    expect(mail.html).toContain('<p><a href="https://portal.example.org/summit">Open</a></p>');
  });

  it("leave out a line that would say nothing", () => {
    const mail = booking("Paid: {{order.total}}\nThank you.\n\n{{order.total}}", { "order.total": " " });
    expect(mail.text).toBe("Thank you.");
  });

  it("refuse what the mail does not know, when saved and when sent", () => {
    const words = { subject: "{{code.digits}}", body: "{{ nobody }} {{open" };
    expect(problemsOf("enrollment_confirmed", words).map(({ path }) => path)).toEqual([
      ...["subject", "body", "body"],
    ]);
    expect(() => renderTemplate("enrollment_confirmed", "en", words, examples)).toThrow(UnknownVariable);
    expect(variablesOf("sign_in_code")).toContain("code.digits");
  });

  it("never take what somebody is called for markup, for words of a template, or for a second header", () => {
    const hostile =
      "<img src=x onerror=alert(1)> {{order.total}} [click](https://evil.example)\r\nBcc: all@example.org \"'";
    const mail = booking(
      "Hi {{guardian.firstName}}, <b>bold</b>\n\n- {{order.lines}}\n\n[{{family.name}}]({{portal.link}}) {{portal.link}}",
      {
        ...examples,
        "guardian.firstName": hostile,
        "family.name": hostile,
        "order.lines": [hostile],
        "portal.link": "javascript:alert(1)",
      },
      "For {{guardian.firstName}}",
    );
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.html).not.toMatch(/<(?!\/?(html|body|p|ul|li|br|!doctype)\b)/);
    expect(mail.html).not.toContain("145.00");
    expect(mail.html).not.toContain("href");
    expect(mail.html).toContain("&lt;b&gt;bold");
  });
});
