import { invalidate } from "../../shared/cache.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { accessWords } from "../words/access.ts";

export const ACCESS = "/access";

/** Carries an act out, tells what came of it, and asks anew what the page shows. Answers whether it worked. */
export async function act(run: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await run();
    if (done) showToast(done, { tone: "good" });
    return true;
  } catch (cause) {
    showProblem(cause, accessWords().failed);
    return false;
  } finally {
    invalidate(ACCESS);
  }
}
