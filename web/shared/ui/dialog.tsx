import { splitProps } from "solid-js";
import { DialogFrame, type DialogFrameProps } from "./dialog-frame.tsx";
import { CloseQuestion, typedForm } from "./typed-form.tsx";

export type DialogProps = Omit<DialogFrameProps, "onFocusIn" | "onInput" | "onPointerDownOutside">;

/** A question or a short form in the middle; what was typed into it is not lost by a key or a stray press. */
export function Dialog(props: DialogProps) {
  const [own, rest] = splitProps(props, ["children", "onClose"]);
  const form = typedForm(() => own.onClose());
  return (
    <DialogFrame {...rest} {...form.listeners} onClose={form.close}>
      {own.children}
      <CloseQuestion form={form} />
    </DialogFrame>
  );
}
