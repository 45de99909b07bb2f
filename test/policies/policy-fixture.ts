import type { OfficeClient } from "../harness/client.ts";

/** A policy as its form sends it. */
export const policy = (title: string, overrides: Record<string, unknown> = {}) => ({
  kind: "family",
  title,
  body: `The text of ${title}.`,
  ...overrides,
});

export async function addPolicy(
  office: OfficeClient,
  title: string,
  overrides: Record<string, unknown> = {},
): Promise<string> {
  const answer = await office.post("/policies", policy(title, overrides));
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id as string;
}

export interface Asked {
  readonly id: string;
  readonly title: string;
  readonly versionId: string;
  readonly standings: readonly { readonly studentId: string | null; readonly status: string }[];
}

export const answersTo = (
  policies: readonly Asked[],
  answer = "accepted",
  which: (asked: Asked) => boolean = () => true,
) => ({
  answers: policies
    .filter(which)
    .flatMap(({ id, versionId, standings }) =>
      standings.map(({ studentId }) => ({ policyId: id, versionId, studentId, answer })),
    ),
});
