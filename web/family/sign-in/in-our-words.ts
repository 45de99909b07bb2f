import { ApiError, toApiError } from "../../shared/api-error.ts";
import { signInWords } from "../words/sign-in.ts";

/** What the server refuses, in the words of the language that is shown. */
export async function inOurWords<T>(act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (cause) {
    const error = toApiError(cause);
    const told = (signInWords().problems as Readonly<Record<string, string>>)[error.code];
    if (told === undefined) throw error;
    const fields = error.problem.fields?.map((field) => ({ ...field, message: told }));
    throw new ApiError({ ...error.problem, title: told, detail: "", ...(fields ? { fields } : {}) }, null);
  }
}
