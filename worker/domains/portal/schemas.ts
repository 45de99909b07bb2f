import type { PortalSettings } from "../portal-settings/schemas.ts";

/** A location as families see it. */
export interface PortalLocation {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly phone: string | null;
  readonly email: string | null;
  /** Lines of the address as they are written on a letter. */
  readonly address: readonly string[];
  readonly text: string | null;
  readonly imageFileId: string | null;
}

/** The school as everybody sees it; the first thing that a page of the portal needs. */
export interface Portal {
  readonly account: {
    readonly id: string;
    readonly urlName: string;
    readonly displayName: string;
    readonly timeZone: string;
    readonly locale: string;
    readonly currency: string;
    readonly phoneRegion: string;
  };
  readonly settings: PortalSettings;
  readonly locations: readonly PortalLocation[];
  /** Whether there is anything to read or to see behind the entry. */
  readonly has: { readonly news: boolean; readonly staff: boolean; readonly policies: boolean };
  /** The language that was chosen in this browser, or the one that it asks for. */
  readonly language: "en" | "es";
  /** Demonstration log-ins may be shown. */
  readonly demo: boolean;
}
