import { portalBase } from "../account.ts";

/** The address of a class, to come back to. */
export const openClassPath = (classId: string) => `${portalBase}/classes/${encodeURIComponent(classId)}`;
