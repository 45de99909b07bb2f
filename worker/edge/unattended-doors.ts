import type { Services } from "../services.ts";
import { mailDoor } from "./mail-door.ts";
import { mailEventsDoor } from "./mail-events-door.ts";
import type { RequestReport } from "./request-log.ts";
import { textDoor } from "./text-door.ts";
import { textMediaDoor } from "./text-media-door.ts";
import { webhookDoor } from "./webhook-door.ts";

/**
 * The doors at which nobody is signed in because no person knocks: providers that tell what happened, and mail programs.
 * What each asks for is its own signature. Null: the path is none of theirs.
 */
export function unattendedDoor(
  services: Services,
  request: Request,
  [first, second, third, ...more]: readonly string[],
  report: RequestReport,
): Promise<Response> | null {
  const rest = [third, ...more].filter((part) => part !== undefined);
  if (first === "m") return mailDoor(services, request, [second ?? "", ...rest], report);
  if (first !== "webhooks") return null;
  if (second === "payments" && third) return webhookDoor(services, request, third, report);
  if (second === "sms") return textDoor(services, request, rest, report);
  if (second === "sms-media") return textMediaDoor(services, request, rest, report);
  if (second === "mail" && third === undefined) return mailEventsDoor(services, request, report);
  return null;
}
