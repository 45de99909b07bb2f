import { parseArgs } from "node:util";

// npm run seed -- --account summit --families 50000: grows a demonstration account of a running Worker.

const { values } = parseArgs({
  options: {
    account: { type: "string", default: "summit" },
    families: { type: "string", default: "400" },
    origin: { type: "string", default: `http://localhost:${process.env.PORT ?? 8787}` },
  },
});
const families = Number(values.families);
if (!Number.isInteger(families) || families < 1)
  throw new Error("--families takes a whole number, such as 50000");

for (;;) {
  const answer = await fetch(`${values.origin}/local/grow`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ account: values.account, families }),
  }).catch(() => null);
  if (!answer)
    throw new Error(`Nothing answers at ${values.origin}. Start it first, in another terminal: npm start`);
  if (!answer.ok) throw new Error(await answer.text());
  const state = (await answer.json()) as { families: number; left: number };
  process.stdout.write(`${values.account}: ${state.families} families\n`);
  if (state.left === 0) break;
}
