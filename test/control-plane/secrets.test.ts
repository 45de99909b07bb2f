import { describe, expect, test } from "vitest";
import { openSecret, SecretUnreadable, sealSecret } from "../../control-plane/secrets.ts";

const keyOf = (byte: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)));
const master = keyOf(7);
const owner = { accountId: "acc_1", purpose: "database-token" } as const;

describe("sealed secrets", () => {
  test("open again for their owner, and never look alike", async () => {
    const secret = "eyJ.tökén-李";
    const [one, two] = [await sealSecret(master, owner, secret), await sealSecret(master, owner, secret)];
    expect(one).not.toBe(two);
    expect(one).not.toContain(secret);
    expect(await openSecret(master, owner, one)).toBe(secret);
    expect(await openSecret(master, owner, two)).toBe(secret);
  });

  test("moved to another account they do not open", async () => {
    const sealed = await sealSecret(master, owner, "token");
    await expect(openSecret(master, { ...owner, accountId: "acc_2" }, sealed)).rejects.toBeInstanceOf(
      SecretUnreadable,
    );
  });

  test("under another master key they do not open", async () => {
    const sealed = await sealSecret(master, owner, "token");
    await expect(openSecret(keyOf(8), owner, sealed)).rejects.toBeInstanceOf(SecretUnreadable);
  });

  test("changed anywhere, cut short or mixed with another they do not open", async () => {
    const sealed = await sealSecret(master, owner, "token");
    const other = await sealSecret(master, owner, "token");
    const [format, key, body] = sealed.split(".");
    const mixed = [format, key, other.split(".")[2]].join(".");
    const flipped = sealed.replace(/.(?=.{6}$)/, (letter) => (letter === "A" ? "B" : "A"));
    for (const bad of [mixed, flipped, `${format}.${key}`, `v2.${key}.${body}`, `${sealed}.x`, ""]) {
      await expect(openSecret(master, owner, bad)).rejects.toBeInstanceOf(SecretUnreadable);
    }
  });

  test("a master key that is not 32 bytes is refused by name", async () => {
    await expect(sealSecret(btoa("short"), owner, "token")).rejects.toThrow("MASTER_KEY");
  });
});
