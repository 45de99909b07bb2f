import { type Component, lazy } from "solid-js";

export interface FamilyRoom {
  readonly path: string;
  /** For those who are signed in; others are led to log in and come back. */
  readonly isOwn: boolean;
  readonly page: Component & { preload: () => Promise<unknown> };
}

/** Every page of the portal below its start page. */
export const rooms: readonly FamilyRoom[] = [];

export const HomePage = lazy(() => import("./home/home-page.tsx"));
