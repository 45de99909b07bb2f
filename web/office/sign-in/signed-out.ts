import { createSignal } from "solid-js";

/** The session ended under somebody's hands. The page stays as it is until they are back. */
const [signedOut, setSignedOut] = createSignal(false);

export { setSignedOut, signedOut };
