import { emptyAuditOf, eraseTraces } from "../domains/own-data/erase-traces.ts";
import type { EffectCarrier } from "./effects.ts";

/** What is left of an erased family outside of its own rows goes: files, and its lines in the audit log. */
export const eraseTracesEffect: EffectCarrier = async ({ services, ctx, payload }) => {
  const { people, fileKeys } = eraseTraces.parse(payload);
  if (fileKeys.length > 0) await services.env.FILES.delete(fileKeys);
  const emptied = await emptyAuditOf(ctx, people);
  return { kind: "done", outcome: `${fileKeys.length} files, ${emptied} audit rows` };
};
