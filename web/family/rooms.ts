import { type Component, lazy } from "solid-js";

export interface FamilyRoom {
  readonly path: string;
  /** For those who are signed in; others are led to log in and come back. */
  readonly isOwn: boolean;
  /** Whoever may do less in the family is told so instead of the page, which the server would refuse them. */
  readonly least?: "viewer" | "payer";
  readonly page: Component & { preload: () => Promise<unknown> };
}

/** Every page of the portal below its start page. */
export const rooms: readonly FamilyRoom[] = [
  { path: "/login", isOwn: false, page: lazy(() => import("./sign-in/login-page.tsx")) },
  { path: "/reset-password", isOwn: false, page: lazy(() => import("./sign-in/reset-password-page.tsx")) },
  { path: "/create-account", isOwn: false, page: lazy(() => import("./sign-in/create-account-page.tsx")) },
  { path: "/join", isOwn: false, page: lazy(() => import("./sign-in/join-page.tsx")) },
  { path: "/account/access", isOwn: true, page: lazy(() => import("./access/access-page.tsx")) },
  { path: "/switch-family", isOwn: true, page: lazy(() => import("./sign-in/switch-family-page.tsx")) },
  { path: "/home", isOwn: false, page: lazy(() => import("./home/home-page.tsx")) },
  { path: "/find", isOwn: false, page: lazy(() => import("./booking/finder-page.tsx")) },
  { path: "/classes", isOwn: false, page: lazy(() => import("./booking/classes-room.tsx")) },
  { path: "/policies", isOwn: true, page: lazy(() => import("./policies/policies-page.tsx")) },
  { path: "/news", isOwn: false, page: lazy(() => import("./news/news-page.tsx")) },
  { path: "/staff", isOwn: false, page: lazy(() => import("./staff/staff-page.tsx")) },
  { path: "/more", isOwn: false, page: lazy(() => import("./more/more-page.tsx")) },
  { path: "/locations", isOwn: false, page: lazy(() => import("./more/locations-page.tsx")) },
  { path: "/cart", isOwn: true, least: "payer", page: lazy(() => import("./cart/cart-page.tsx")) },
  {
    path: "/checkout",
    isOwn: true,
    least: "payer",
    page: lazy(() => import("./checkout/checkout-room.tsx")),
  },
  {
    path: "/account/payments",
    isOwn: true,
    least: "payer",
    page: lazy(() => import("./payments/payments-page.tsx")),
  },
  {
    path: "/account/confirm",
    isOwn: true,
    least: "payer",
    page: lazy(() => import("./payments/confirm-page.tsx")),
  },
  {
    path: "/account/history",
    isOwn: true,
    least: "payer",
    page: lazy(() => import("./payments/history-page.tsx")),
  },
  {
    path: "/account/methods",
    isOwn: true,
    least: "payer",
    page: lazy(() => import("./payments/methods-page.tsx")),
  },
  { path: "/account/calendar", isOwn: true, page: lazy(() => import("./calendar/calendar-page.tsx")) },
  { path: "/account", isOwn: true, page: lazy(() => import("./account/account-page.tsx")) },
  {
    path: "/account/students",
    isOwn: true,
    least: "viewer",
    page: lazy(() => import("./account/student-page.tsx")),
  },
  {
    path: "/account/students/add",
    isOwn: true,
    least: "payer",
    page: lazy(() => import("./account/add-student.tsx")),
  },
  {
    path: "/account/enrollments",
    isOwn: true,
    least: "payer",
    page: lazy(() => import("./account/enrollment-page.tsx")),
  },
  {
    path: "/account/offers",
    isOwn: true,
    least: "payer",
    page: lazy(() => import("./account/offer-page.tsx")),
  },
  {
    path: "/account/profile",
    isOwn: true,
    least: "viewer",
    page: lazy(() => import("./account/profile-page.tsx")),
  },
  {
    path: "/account/absences",
    isOwn: true,
    least: "viewer",
    page: lazy(() => import("./account/absences-page.tsx")),
  },
  {
    path: "/account/makeups",
    isOwn: true,
    least: "viewer",
    page: lazy(() => import("./account/makeups-page.tsx")),
  },
  {
    path: "/account/notifications",
    isOwn: true,
    page: lazy(() => import("./account/notifications-page.tsx")),
  },
  {
    path: "/account/privacy",
    isOwn: true,
    least: "viewer",
    page: lazy(() => import("./account/privacy-page.tsx")),
  },
];

export const LandingPage = lazy(() => import("./landing/landing-page.tsx"));

/** Instead of every page, while there is no connection to load one. */
export const OfflinePage = lazy(() => import("./offline/offline-page.tsx"));

/** The room of a page's address below the portal's: the nearest one, since rooms lie within rooms. */
export function roomAt(path: string): FamilyRoom | undefined {
  const around = rooms.filter((room) => path === room.path || path.startsWith(`${room.path}/`));
  return around.sort((a, b) => b.path.length - a.path.length)[0];
}
