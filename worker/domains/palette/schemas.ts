import * as z from "zod/mini";

export const paletteFilter = z.object({ q: z._default(z.string().check(z.maxLength(200)), "") });

export interface PaletteAnswer {
  readonly families: readonly {
    readonly id: string;
    readonly name: string;
    readonly hint: string | null;
    readonly status: "active" | "inactive" | "suspended";
  }[];
  readonly students: readonly {
    readonly id: string;
    readonly name: string;
    readonly hint: string | null;
    readonly familyId: string;
  }[];
  readonly classes: readonly {
    readonly id: string;
    readonly name: string;
    readonly hint: string | null;
  }[];
}
