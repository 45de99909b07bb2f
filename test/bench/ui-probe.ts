/** One event as Event Timing tells of it: from the moment of the input to the next paint. */
export interface RecordedEvent {
  readonly name: string;
  readonly at: number;
  /** Events of one key press or click share it; 0 for those that are part of neither. */
  readonly interaction: number;
  readonly ms: number;
}

export interface Recorded {
  readonly events: RecordedEvent[];
  /** When a key or a button went down, whether or not it took long enough to be reported. */
  readonly keysAt: number[];
  readonly pointersAt: number[];
  lcpMs: number;
  /** What the largest paint was, so that a late one can be found. */
  lcpElement: string;
  shift: number;
  shiftedElements: string[];
}

declare global {
  interface Window {
    benchRecorded: Recorded;
    benchRouteMs: Promise<number>;
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
  const recorded: Recorded = {
    events: [],
    keysAt: [],
    pointersAt: [],
    lcpMs: 0,
    lcpElement: "",
    shift: 0,
    shiftedElements: [],
  };
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
      const { name, startTime: at, interactionId: interaction, duration: ms } = entry;
      recorded.events.push({ name, at, interaction, ms });
    },
    // The least that browsers report; what is faster counts as this.
    { durationThreshold: 16 },
  );
  addEventListener("keydown", (event) => recorded.keysAt.push(event.timeStamp), true);
  addEventListener("pointerdown", (event) => recorded.pointersAt.push(event.timeStamp), true);
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
 * Arms a clock in the page that the next click or Enter starts, and that the painting of the frame that shows the route
 * stops. Like the probe it refers to nothing outside itself.
 */
export function armRouteClock({ heading, selector }: Shown): void {
  const isShown = () =>
    document.querySelector("main h1")?.textContent?.startsWith(heading) &&
    document.querySelector(selector) !== null;
  window.benchRouteMs = new Promise((resolve) => {
    const begin = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== "Enter") return;
      removeEventListener("click", begin, true);
      removeEventListener("keydown", begin, true);
      const look = () => {
        if (!isShown()) return requestAnimationFrame(look);
        // A task posted from a frame's callback runs after that frame was painted, this one before any other.
        const paintedAt = () => resolve(performance.now() - event.timeStamp);
        return window.scheduler.postTask(paintedAt, { priority: "user-blocking" });
      };
      requestAnimationFrame(look);
    };
    addEventListener("click", begin, true);
    addEventListener("keydown", begin, true);
  });
}
