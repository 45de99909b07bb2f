/** Somebody of a OneRoster set, and whom the set names as agents of theirs. */
interface Agent {
  readonly id: string;
  readonly agents: readonly string[];
}

/** Connected people: an agent may be named by the student, or the student by the agent. */
export function familiesByAgents<P extends Agent>(people: ReadonlyMap<string, P>): P[][] {
  const parent = new Map<string, string>([...people.keys()].map((id) => [id, id]));
  const rootOf = (id: string): string => {
    let root = id;
    while (parent.get(root) !== root) root = parent.get(root) as string;
    parent.set(id, root);
    return root;
  };
  for (const person of people.values()) {
    for (const agent of person.agents) if (people.has(agent)) parent.set(rootOf(agent), rootOf(person.id));
  }
  const families = new Map<string, P[]>();
  for (const person of people.values()) {
    const root = rootOf(person.id);
    families.set(root, [...(families.get(root) ?? []), person]);
  }
  return [...families.values()];
}
