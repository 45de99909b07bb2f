import * as z from "zod/mini";

// What a browser answers when it is asked for a passkey (WebAuthn, in JSON); @simplewebauthn/server reads the rest.

const text = z.string().check(z.minLength(1), z.maxLength(20_000));
const optional = z.optional(text);
const version = z.int().check(z.positive());
const name = z
  .string()
  .check(z.trim(), z.minLength(1, "Enter a name"), z.maxLength(60, "At most 60 characters"));
const transports = z.optional(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10)));
const common = {
  id: text,
  rawId: text,
  type: z.literal("public-key"),
  clientExtensionResults: z._default(z.object({}), {}),
};

export const addPasskeyInput = z.object({
  name,
  response: z.object({
    ...common,
    response: z.object({ clientDataJSON: text, attestationObject: text, transports }),
  }),
});
export type AddPasskeyInput = z.infer<typeof addPasskeyInput>;

export const usePasskeyInput = z.object({
  response: z.object({
    ...common,
    response: z.object({
      clientDataJSON: text,
      authenticatorData: text,
      signature: text,
      userHandle: optional,
    }),
  }),
});
export type UsePasskeyInput = z.infer<typeof usePasskeyInput>;

export const renamePasskeyInput = z.object({ name, version });
export const removePasskeyInput = z.object({ version });
