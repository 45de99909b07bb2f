/** Who is signed in to the enterprise portal, and how far they reach. */
export interface EnterpriseMe {
  readonly enterprise: { readonly id: string; readonly name: string };
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly initials: string;
    readonly email: string;
    readonly level: "admin" | "user";
    /** Null is an enterprise user. */
    readonly group: { readonly id: string; readonly name: string } | null;
  };
  readonly demo: boolean;
}
