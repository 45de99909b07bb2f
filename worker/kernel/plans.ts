/** What an account subscribes to; a plan is a set of features, decided on the server. */
export type Plan = "signature" | "elite" | "premium" | "enterprise";

const ORDER: readonly Plan[] = ["signature", "elite", "premium", "enterprise"];

/** The least plan that includes a feature. */
const FEATURES = {
  families: "signature",
  appointments: "elite",
  parties: "elite",
  data_export: "signature",
  enterprise: "enterprise",
} as const satisfies Readonly<Record<string, Plan>>;

export type Feature = keyof typeof FEATURES;

export function hasFeature(plan: Plan, feature: Feature): boolean {
  return ORDER.indexOf(plan) >= ORDER.indexOf(FEATURES[feature]);
}

export function featuresOf(plan: Plan): Feature[] {
  return (Object.keys(FEATURES) as Feature[]).filter((feature) => hasFeature(plan, feature));
}
