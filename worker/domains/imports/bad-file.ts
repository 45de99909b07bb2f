import { type ErrorData, Precondition } from "../../kernel/errors.ts";

/** A file that cannot be imported as it is; `what` goes on after its name and says what to do. */
export class BadFile extends Precondition {
  constructor(code: string, fileName: string, what: string, data: ErrorData = {}) {
    super(code, `“${fileName}” ${what}`, [], { file: fileName, ...data });
  }
}
