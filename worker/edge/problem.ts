import { DatabaseUnavailable, UniqueViolation } from "../../control-plane/database-errors.ts";
import {
  AccountClosed,
  AccountMigrating,
  AccountSuspended,
  AccountUnknown,
} from "../../control-plane/open-tenant.ts";
import { AppError, type FieldProblem } from "../kernel/errors.ts";

/** RFC 9457 problem details, with our code, the request id and what the error has to tell. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly retryAfterSeconds?: number;
  readonly fields?: readonly FieldProblem[];
  readonly [data: string]: unknown;
}

const TITLES: Readonly<Record<number, string>> = {
  400: "That request was not understood",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "That could not be done",
  410: "No longer here",
  413: "Too large",
  415: "Wrong kind of content",
  422: "That can't be done as asked",
  429: "Too many attempts",
  500: "Something went wrong on our side",
  503: "Not available right now",
};

const RETRY_SECONDS = 5;

interface Known {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** What may be told of an error; unexpected ones tell nothing but the request id. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known = explainError(error) ?? {
    status: 500,
    code: "unexpected",
    detail: `Nothing was saved. Try again; if it happens again, tell us this number: ${requestId}`,
  };
  const { status, code, detail, data } = known;
  const title = TITLES[status] ?? TITLES[500]!;
  return { ...data, type: `urn:chalkline:problem:${code}`, title, status, detail, code, requestId };
}

/** Whether an error was foreseen; the others belong into the error log. */
export function isExpected(error: unknown): boolean {
  return explainError(error) !== null;
}

export function problemResponse(problem: Problem): Response {
  const headers = new Headers({ "content-type": "application/problem+json" });
  if (problem.retryAfterSeconds !== undefined) headers.set("retry-after", String(problem.retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

function explainError(error: unknown): Known | null {
  if (error instanceof AppError) {
    const { status, code, message, data } = error;
    const fields = (error as { fields?: readonly FieldProblem[] }).fields;
    return { status, code, detail: message, data: { ...data, ...(fields?.length ? { fields } : {}) } };
  }
  if (error instanceof UniqueViolation) {
    return {
      status: 409,
      code: "not_unique",
      detail: "Something with this name or address exists already. Look for it, or choose another.",
    };
  }
  if (error instanceof DatabaseUnavailable) {
    return {
      status: 503,
      code: "database_unavailable",
      detail: "The school's data can't be reached at the moment. Nothing was lost; try again in a moment.",
      data: { retryAfterSeconds: RETRY_SECONDS },
    };
  }
  return explainAccount(error);
}

function explainAccount(error: unknown): Known | null {
  if (error instanceof AccountUnknown) {
    return {
      status: 404,
      code: "account_unknown",
      detail:
        "There is no school at this address. Check the name after /a/ in the address bar, or ask your school for its link.",
    };
  }
  if (error instanceof AccountSuspended) {
    return {
      status: 403,
      code: "account_suspended",
      detail:
        "This school's account is suspended; its data is safe. The owner of the account can ask support to open it again.",
    };
  }
  if (error instanceof AccountClosed) {
    return {
      status: 410,
      code: "account_closed",
      detail: "This school's account was closed. Its owner can ask support to reopen or export it.",
    };
  }
  if (error instanceof AccountMigrating) {
    return {
      status: 503,
      code: "account_migrating",
      detail: "This school's data is being brought up to date. It takes less than a minute; try again then.",
      data: { retryAfterSeconds: RETRY_SECONDS },
    };
  }
  return null;
}
