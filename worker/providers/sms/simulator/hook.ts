/** Where what comes in is handed to, and the secret that it is signed with. */
export interface Hook {
  readonly inboundUrl: string;
  readonly providerAccount: string;
  readonly authToken: string;
  readonly number: string;
}
