const leastPx = 48;

/** What a finger does that is drawn aside: 1 is on, −1 is back. Up and down stay the page's own. */
export function createSwipe(onSwipe: (by: number) => void) {
  let from = { x: 0, y: 0 };
  return {
    onTouchStart: ({ touches: [touch] }: TouchEvent) => {
      if (touch) from = { x: touch.clientX, y: touch.clientY };
    },
    onTouchEnd: ({ changedTouches: [touch] }: TouchEvent) => {
      if (!touch) return;
      const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
      if (Math.abs(x) >= leastPx && Math.abs(x) > 2 * Math.abs(y)) onSwipe(x < 0 ? 1 : -1);
    },
  };
}
