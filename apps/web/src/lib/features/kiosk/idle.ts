/** Without a touch for so long whoever was there is signed out. */
export const IDLE_MS = 60_000;
/** So long before it they are told; longer than the 20 seconds that WCAG 2.2.1 asks for. */
export const WARNED_MS = 30_000;

/** What an idle kiosk does: seconds left, and whether people are told of them. `touchedAt` and `now` in ms. */
export function idleState(touchedAt: number, now: number): { left: number; warned: boolean; over: boolean } {
  // A clock that was put back must not keep somebody signed in.
  const left = IDLE_MS - Math.abs(now - touchedAt);
  return { left: Math.max(0, Math.ceil(left / 1000)), warned: left <= WARNED_MS, over: left <= 0 };
}
