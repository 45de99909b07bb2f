/** What happens to one interaction: the longest of its events, from the hardware's stamp to the next paint. */
export interface RecordedEvent {
  readonly name: string;
  /** Events of one key press or click share it. */
  readonly interaction: number;
  readonly ms: number;
}

export interface Recorded {
  readonly events: RecordedEvent[];
  lcpMs: number;
  /** What the largest paint was, so that a late one can be found. */
  lcpElement: string;
  shift: number;
  shiftedElements: string[];
}

declare global {
  interface Window {
    benchRecorded: Recorded;
  }
}

interface EventTiming extends PerformanceEntry {
  readonly interactionId: number;
}
interface LargestPaint extends PerformanceEntry {
  readonly element: Element | null;
}
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
}

/** Runs in the page before anything of its own; it is sent there as text, so it refers to nothing outside itself. */
export function installProbe(): void {
  const recorded: Recorded = { events: [], lcpMs: 0, lcpElement: "", shift: 0, shiftedElements: [] };
  window.benchRecorded = recorded;
  const named = (node: Node | null) =>
    node instanceof Element
      ? `<${node.localName} class="${(node.getAttribute("class") ?? "").slice(0, 60)}">`
      : "";
  const observe = <Entry>(type: string, take: (entry: Entry) => void, more: object = {}) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as Entry);
    }).observe({ type, buffered: true, ...more });
  observe<EventTiming>(
    "event",
    (entry) => {
      recorded.events.push({ name: entry.name, interaction: entry.interactionId, ms: entry.duration });
    },
    // The least that browsers report; what is faster counts as this.
    { durationThreshold: 16 },
  );
  observe<LargestPaint>("largest-contentful-paint", (entry) => {
    recorded.lcpMs = entry.startTime;
    recorded.lcpElement = named(entry.element);
  });
  observe<LayoutShift>("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    recorded.shift += entry.value;
    recorded.shiftedElements.push(...entry.sources.map(({ node }) => named(node)));
  });
}

/** What must be on screen for a route to count as shown. */
export interface Shown {
  readonly heading: string;
  readonly selector: string;
}

/**
 * Waits in the page for the next click or Enter, and answers how long it took from then until the frame that shows the
 * route was painted. Like the probe it refers to nothing outside itself.
 */
export function timeRoute({ heading, selector }: Shown): Promise<number> {
  return new Promise((resolve) => {
    const isShown = () =>
      document.querySelector("main h1")?.textContent?.startsWith(heading) &&
      document.querySelector(selector) !== null;
    const begin = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== "Enter") return;
      removeEventListener("click", begin, true);
      removeEventListener("keydown", begin, true);
      const look = () => {
        if (!isShown()) return requestAnimationFrame(look);
        // A task posted from a frame's callback runs after that frame was painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - event.timeStamp);
        return port2.postMessage(null);
      };
      requestAnimationFrame(look);
    };
    addEventListener("click", begin, true);
    addEventListener("keydown", begin, true);
  });
}
