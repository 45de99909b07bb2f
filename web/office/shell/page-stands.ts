import { createSignal } from "solid-js";
import { afterPaint } from "../../shared/after-paint.ts";

const [pageStands, setPageStands] = createSignal(false);

/** False until somebody sees the first page: what nobody waits for is asked for then, so that it takes no time from it. */
export { pageStands };

export const notePageMounted = () => afterPaint(() => setPageStands(true));
