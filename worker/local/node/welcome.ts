import { STATE } from "./processes.ts";

/** What the Worker told when it was set up. */
export interface Demo {
  readonly schools: readonly { readonly urlName: string; readonly displayName: string }[];
  readonly password: string;
}

/** What somebody who has just started Chalkline needs to know. */
export function printWelcome(
  origin: string,
  { demo, identityOrigin }: { readonly demo: Demo; readonly identityOrigin: string },
): void {
  const width = Math.max(...demo.schools.map(({ displayName }) => displayName.length));
  const lines = [
    "",
    "Chalkline is running.",
    "",
    ...demo.schools.map(
      ({ displayName, urlName }) =>
        `  ${displayName.padEnd(width)}  ${origin}/a/${urlName}   owner@${urlName}.example, coach@${urlName}.example`,
    ),
    "",
    ...demo.schools.map(
      ({ displayName, urlName }) =>
        `  ${displayName.padEnd(width)}  ${origin}/portal/${urlName}   guardian@${urlName}.example, viewer@${urlName}.example`,
    ),
    "",
    `  ${"Enterprise portal".padEnd(width)}  ${origin}/enterprise/   signed in by the local OpenID provider, ${identityOrigin}`,
    "",
    `  Password of all of them: ${demo.password}`,
    `  Mail that it sends:      ${origin}/local/mail`,
    `  Phones that are texted:  ${origin}/local/phones`,
    "",
    `Ctrl-C stops it; what you entered stays in ${STATE} until npm run reset.`,
    "",
  ];
  process.stdout.write(lines.join("\n"));
}
