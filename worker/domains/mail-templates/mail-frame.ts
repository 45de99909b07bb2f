import type { TemplateWords } from "./schemas.ts";

// What the built-in words of every mail begin and end with, in either language.

export const HELLO_EN = "Hello {{guardian.firstName}},";
export const HELLO_ES = "Hola, {{guardian.firstName}}:";
export const OPEN_EN = "[Open the family portal]({{portal.link}})";
export const OPEN_ES = "[Abrir el portal de familias]({{portal.link}})";
export const SCHOOL = "{{school.name}}";

export const mail = (subject: string, ...paragraphs: readonly string[]): TemplateWords => ({
  subject,
  body: paragraphs.join("\n\n"),
});
