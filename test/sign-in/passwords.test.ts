import { describe, expect, it } from "vitest";
import { argon2id } from "../../worker/domains/staff-sessions/argon2.ts";
import { requireGoodPassword } from "../../worker/domains/staff-sessions/password-rules.ts";
import { hashPassword, verifyPassword } from "../../worker/domains/staff-sessions/passwords.ts";
import { Precondition } from "../../worker/kernel/errors.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const hex = (value: Uint8Array) => [...value].map((byte) => byte.toString(16).padStart(2, "0")).join("");

describe("Argon2id", () => {
  // Made with `crypto.argon2Sync` of Node 24, which is OpenSSL's.
  const vectors = [
    {
      password: "password",
      salt: "somesalt12345678",
      secret: "pepper",
      memoryKib: 19456,
      iterations: 2,
      length: 32,
      expected: "fcda97cc4390de952358c1ccd131bb5c372e8631535c7c2d89c6149ff813374d",
    },
    {
      password: "",
      salt: "saltsaltsaltsalt",
      secret: "",
      memoryKib: 64,
      iterations: 1,
      length: 32,
      expected: "658b71850c5ec8d66572f93083c770264f6a37199ad9c1d23d0c7ff543914560",
    },
    {
      password: "Núñez 李",
      salt: "0123456789abcdef",
      secret: "chalkline-local-pepper",
      memoryKib: 256,
      iterations: 3,
      length: 64,
      expected:
        "3e329927d5dc6f0693f371e8df831c3dbb4f859c941d49dc4d44df413c7d2dbe465a2e70f24c235d55ea33bb2bc3354f2ccd91d56c52a139387452792f66bcf2",
    },
    {
      password: "x",
      salt: "abcdefghijklmnop",
      secret: "k",
      memoryKib: 64,
      iterations: 3,
      length: 100,
      expected:
        "a20e8411459a7fcbc60068c0f628a35bbe1aa87630ea042ab805e338908519008ef883d5adee27807271c0d74802ac902d5010aaeb01a558ec314ee9a015a863554eb1eacec7df362320c364b412e21edf872ff5204030738776c7ace8b1b4ad38272c4f",
    },
  ];

  it("agrees with OpenSSL, also when one instance hashes again and again", () => {
    for (const { password, salt, secret, memoryKib, iterations, length, expected } of [
      ...vectors,
      ...vectors,
    ]) {
      const hash = argon2id(bytes(password), bytes(salt), bytes(secret), { memoryKib, iterations, length });
      expect(hex(hash)).toBe(expected);
    }
  });
});

describe("passwords", () => {
  const phc = hashPassword("correct horse battery", "a pepper of this house");

  it("are kept as PHC strings with OWASP's parameters", () => {
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(hashPassword("correct horse battery", "a pepper of this house")).not.toBe(phc);
  });

  it("match only themselves, with the same pepper", () => {
    expect(verifyPassword("correct horse battery", "a pepper of this house", phc)).toBe(true);
    expect(verifyPassword("correct horse batterz", "a pepper of this house", phc)).toBe(false);
    expect(verifyPassword("correct horse battery", "another pepper entirely", phc)).toBe(false);
    expect(verifyPassword("anything", "a pepper of this house", null)).toBe(false);
  });

  it("match however an accent was typed", () => {
    const composed = hashPassword("Núñez-familie", "a pepper of this house");
    expect(verifyPassword("Núñez-familie".normalize("NFD"), "a pepper of this house", composed)).toBe(true);
  });
});

describe("password rules", () => {
  const refused = (password: string) => {
    try {
      requireGoodPassword(password, ["olivia.owens", "olivia@summit.example", "Olivia Owens"]);
      return null;
    } catch (error) {
      expect(error).toBeInstanceOf(Precondition);
      return (error as Precondition).fields[0]?.path;
    }
  };

  it.each([
    "short1!",
    "password",
    "Password1",
    "P@ssw0rd!!",
    "12345678",
    "qwertyuiop",
    "poiuytrewq",
    "aaaaaaaa",
    "abababab",
    "Olivia.Owens",
    "olivia@summit.example",
    "gymnastics2026",
    "chalkline1",
  ])("refuse %s", (password) => {
    expect(refused(password)).toBe("password");
  });

  it.each(["correct horse battery", "Zürich-Regen-42", "tr0ub4dor&3x", "mein hund bellt"])(
    "take %s",
    (password) => {
      expect(refused(password)).toBeNull();
    },
  );
});
