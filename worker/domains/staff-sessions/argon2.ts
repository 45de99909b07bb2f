import argon2Module from "argon2-wasm-edge/wasm/argon2.wasm";
import blake2bModule from "argon2-wasm-edge/wasm/blake2b.wasm";

/*
 * Argon2id (RFC 9106) over the package's WebAssembly. The package's own wrapper awaits a lock that all requests of an
 * isolate share: a request that is cancelled while it holds the lock would stop everybody after it from signing in.
 * Here everything is synchronous, so nothing can interleave and one instance serves the isolate.
 */

export interface Argon2Parameters {
  readonly memoryKib: number;
  readonly iterations: number;
  /** Output bytes. */
  readonly length: number;
}

interface HashExports extends WebAssembly.Exports {
  memory: WebAssembly.Memory;
  Hash_GetBuffer(): number;
  /** 0 when done. */
  Hash_SetMemorySize(bytes: number): number;
  Hash_Init(bits: number): void;
  Hash_Update(length: number): void;
  Hash_Final(): void;
  Hash_Calculate(length: number, memoryKib: number): void;
}

const BLOCK_BYTES = 1024;
const ARGON2ID = 2;
const VERSION = 0x13;
const LANES = 1;

let argon2: HashExports | undefined;
let blake: HashExports | undefined;

/** One lane of Argon2id; `secret` is the pepper. */
export function argon2id(
  password: Uint8Array,
  salt: Uint8Array,
  secret: Uint8Array,
  parameters: Argon2Parameters,
): Uint8Array {
  const { memoryKib, iterations, length } = parameters;
  argon2 ??= new WebAssembly.Instance(argon2Module, {}).exports as HashExports;
  // The buffer is placed by the first question for it; only then may it grow. Its last block carries the parameters.
  const start = argon2.Hash_GetBuffer();
  const size = (memoryKib + 1) * BLOCK_BYTES;
  // Asked for less than it has, it would wrap around and ask the engine for 4 GB.
  const grown = start + size <= argon2.memory.buffer.byteLength || argon2.Hash_SetMemorySize(size) === 0;
  if (!grown) throw new RangeError("No memory left to hash a password");
  // The first pass mixes into what is there, so what the last password left must go.
  const memory = new Uint8Array(argon2.memory.buffer, start, size).fill(0);
  const header = join([LANES, length, memoryKib, iterations, VERSION, ARGON2ID].map(int32));
  const none = new Uint8Array();
  const inputs = [password, salt, secret, none].flatMap((part) => [int32(part.length), part]);
  const seed = blake2b([header, ...inputs], 64);
  for (const block of [0, 1]) {
    memory.set(longHash(join([seed, int32(block), int32(0)]), BLOCK_BYTES), block * BLOCK_BYTES);
  }
  memory.set(header, memoryKib * BLOCK_BYTES);
  argon2.Hash_Calculate(0, memoryKib);
  return longHash(memory.slice(0, BLOCK_BYTES), length);
}

/** H′ of the RFC: BLAKE2b made as long as is asked for. */
function longHash(input: Uint8Array, length: number): Uint8Array {
  if (length <= 64) return blake2b([int32(length), input], length);
  const parts: Uint8Array[] = [];
  let last = blake2b([int32(length), input], 64);
  let left = length;
  while (left > 64) {
    parts.push(last.subarray(0, 32));
    left -= 32;
    last = blake2b([last], Math.min(left, 64));
  }
  return join([...parts, last]);
}

const MAX_CHUNK_BYTES = 16 * 1024;

function blake2b(parts: readonly Uint8Array[], length: number): Uint8Array {
  blake ??= new WebAssembly.Instance(blake2bModule, {}).exports as HashExports;
  const buffer = new Uint8Array(blake.memory.buffer, blake.Hash_GetBuffer(), MAX_CHUNK_BYTES);
  blake.Hash_Init(length * 8);
  for (const part of parts) {
    for (let at = 0; at < part.length; at += MAX_CHUNK_BYTES) {
      const chunk = part.subarray(at, at + MAX_CHUNK_BYTES);
      buffer.set(chunk);
      blake.Hash_Update(chunk.length);
    }
  }
  blake.Hash_Final();
  return buffer.slice(0, length);
}

function int32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value, true);
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
