export type FieldProblem = { path: string; message: string };

/** RFC 9457 problem details, as every door of the API answers them. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  requestId?: string;
  retryAfterSeconds?: number;
  fields?: FieldProblem[];
};

type Say = {
  title: (problem: Problem) => string | undefined;
  problem: (problem: Problem) => string | undefined;
  field: (message: string, problem: Problem) => string;
};
let say: Say | undefined;

/** How a portal says what the API refuses in a language that the API does not speak; undefined: in the API's words. */
export function setProblemWords(words: Say | undefined): void {
  say = words;
}

export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly problem: Problem;

  /** `words`: null where the problem is said in the reader's language already. */
  constructor(problem: Problem, words: Say | null = say ?? null) {
    const told = words ? inWords(problem, words) : problem;
    super(told.detail ?? told.title);
    this.problem = told;
  }

  get code() {
    return this.problem.code;
  }

  get status() {
    return this.problem.status;
  }
}

function inWords(problem: Problem, words: Say): Problem {
  const fields = problem.fields?.map(({ path, message }) => ({
    path,
    message: words.field(message, problem),
  }));
  const title = words.title(problem) ?? problem.title;
  return { ...problem, title, detail: words.problem(problem) ?? problem.detail, ...(fields && { fields }) };
}

export const isAbort = (error: unknown) => error instanceof DOMException && error.name === "AbortError";

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError({
    type: "about:blank",
    title: "Something went wrong",
    detail: "Part of Chalkline stopped working in this browser.",
    status: 0,
    code: "client",
  });
}

export function unreachable(): ApiError {
  const offline = !navigator.onLine;
  return new ApiError({
    type: "about:blank",
    title: offline ? "You are offline" : "Chalkline cannot be reached",
    detail: offline
      ? "Your device has no connection. Nothing was lost; try again when it is back."
      : "The connection failed on the way. Nothing was lost; try again in a moment.",
    status: 0,
    code: "unreachable",
  });
}

export async function problemOf(response: Response): Promise<Problem> {
  const requestId = response.headers.get("x-request-id") ?? undefined;
  const retryAfter = Number(response.headers.get("retry-after")) || undefined;
  const fallback: Problem = {
    type: "about:blank",
    title: response.status >= 500 ? "Something went wrong on our side" : "That request was not accepted",
    status: response.status,
    code: `http_${response.status}`,
  };
  const isProblem = response.headers.get("content-type")?.includes("json");
  const body: Partial<Problem> = isProblem ? await response.json().catch(() => ({})) : {};
  return { requestId, retryAfterSeconds: retryAfter, ...fallback, ...body };
}
