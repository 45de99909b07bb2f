/** What the load generator needs: somebody signed in for each family, and classes that open for registration. */
export interface Rush {
  readonly accountId: string;
  readonly classIds: readonly string[];
  readonly startsOn: string;
  readonly families: readonly { readonly token: string; readonly studentId: string }[];
}
