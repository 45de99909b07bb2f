// What a portal and the page of a processor's script say to each other. They share an origin but no window: the page has
// its own security headers, so the browser parts it from its opener. Its address carries the name of their channel.

/** What the page is to do. The secret is for this one setup or payment and good only together with the key. */
export type FieldsTask = {
  readonly scriptUrl: string;
  readonly publishableKey: string;
  readonly clientSecret: string;
  readonly schoolName: string;
} & (
  | { readonly kind: "setup"; readonly payerName: string | null; readonly payerEmail: string | null }
  | { readonly kind: "action" }
);

/** `here`: it waits for its task. `done`: the processor has what it needs. `left`: the payer gave up. */
export type FieldsWord = "here" | "done" | "left";
