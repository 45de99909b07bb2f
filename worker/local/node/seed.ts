import { parseArgs } from "node:util";

// npm run seed -- --account summit --families 50000: grows a demonstration account of a running Worker;
// with --classes 300 --enrollments 8000 its week too.

const { values } = parseArgs({
  options: {
    account: { type: "string", default: "summit" },
    families: { type: "string", default: "400" },
    classes: { type: "string" },
    enrollments: { type: "string" },
    origin: { type: "string", default: `http://localhost:${process.env.PORT ?? 8787}` },
  },
});
const families = Number(values.families);
if (!Number.isInteger(families) || families < 1)
  throw new Error("--families takes a whole number, such as 50000");
const { classes, enrollments } = values;
if ((classes === undefined) !== (enrollments === undefined))
  throw new Error("--classes and --enrollments go together, such as --classes 300 --enrollments 8000");
const week = classes === undefined ? null : { classes: Number(classes), enrollments: Number(enrollments) };

for (;;) {
  const answer = await fetch(`${values.origin}/local/grow`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ account: values.account, families, week }),
  }).catch(() => null);
  if (!answer)
    throw new Error(`Nothing answers at ${values.origin}. Start it first, in another terminal: npm start`);
  if (!answer.ok) throw new Error(await answer.text());
  const state = (await answer.json()) as { families: number; left: number };
  process.stdout.write(`${values.account}: ${state.families} families\n`);
  if (state.left === 0) break;
}
