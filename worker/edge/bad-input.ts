import { AppError, type FieldProblem } from "../kernel/errors.ts";

/** The request itself cannot be understood; `fields` says where. Only the edge throws it. */
export class BadInput extends AppError {
  readonly status: 400 | 415;
  readonly fields: readonly FieldProblem[];

  constructor(message: string, fields: readonly FieldProblem[] = [], status: 400 | 415 = 400) {
    super(status === 415 ? "wrong_content_type" : "bad_input", message);
    this.status = status;
    this.fields = fields;
  }
}
