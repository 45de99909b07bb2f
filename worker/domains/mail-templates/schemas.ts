import * as z from "zod/mini";
import type { Language } from "../../kernel/language.ts";

// The words of the mails that the portal sends by itself: wire and form.

export const mailLanguages = ["en", "es"] as const satisfies readonly Language[];
export const mailLanguage = z.enum(mailLanguages);

export const MAX_SUBJECT = 150;
export const MAX_BODY = 10_000;

const words = {
  subject: z
    .string()
    .check(z.trim(), z.minLength(1, "Enter a subject"), z.maxLength(MAX_SUBJECT, "At most 150 characters")),
  body: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, "Enter what the mail says"),
      z.maxLength(MAX_BODY, "At most 10,000 characters"),
    ),
};
export const templateWords = z.object(words);
export type TemplateWords = z.infer<typeof templateWords>;

/** Version 0: the built-in words hold so far. */
export const saveTemplateInput = z.object({ ...words, version: z.int().check(z.nonnegative()) });
/** As one family would receive it; without one, with the examples. */
export const previewTemplateInput = z.object({
  ...words,
  language: mailLanguage,
  familyId: z._default(z.nullable(z.string().check(z.minLength(5), z.maxLength(40))), null),
});
export type PreviewTemplateInput = z.infer<typeof previewTemplateInput>;
export const testTemplateInput = z.object({ ...words, language: mailLanguage });

export interface TemplateVariable {
  /** As it is written between the braces: `family.name`. */
  readonly name: string;
  readonly description: string;
  readonly example: string;
}

export interface TemplateRow {
  readonly key: string;
  readonly label: string;
  /** When it goes out, and to whom. */
  readonly when: string;
  readonly group: string;
  /** The languages in which the school has words of its own. */
  readonly own: readonly Language[];
}

export interface TemplatePage {
  readonly key: string;
  readonly label: string;
  readonly when: string;
  readonly variables: readonly TemplateVariable[];
  readonly languages: Readonly<
    Record<
      Language,
      { readonly builtIn: TemplateWords; readonly own: (TemplateWords & { readonly version: number }) | null }
    >
  >;
}

/** A mail as it would go out. */
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface TemplatePreview extends RenderedMail {
  /** Whose facts it shows; null: the examples. */
  readonly familyName: string | null;
  readonly to: string | null;
}
