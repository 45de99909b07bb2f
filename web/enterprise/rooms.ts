import { type Component, lazy } from "solid-js";
import {
  BuildingIcon,
  ChartColumnIcon,
  FileTextIcon,
  ListChecksIcon,
  LockIcon,
  NetworkIcon,
  ScrollTextIcon,
  SearchIcon,
} from "../shared/ui/icons.tsx";
import { isAdmin } from "./session.ts";

export type Room = {
  path: string;
  label: string;
  icon: Component<{ class?: string }>;
  /** Only Admins see it. */
  isForAdmins?: boolean;
  /** The letter after `g`. */
  goKey: string;
  /** Gets all addresses below the path; what comes after it is `params.rest`. */
  page: Component & { preload: () => Promise<unknown> };
};

/** In the order of the toolbar. A room is listed once its page exists; nothing else has to know of it. */
export const rooms: Room[] = [
  {
    path: "/accounts",
    label: "Accounts",
    icon: BuildingIcon,
    goKey: "a",
    page: lazy(() => import("./accounts/accounts-page.tsx")),
  },
  {
    path: "/family-search",
    label: "Family Search",
    icon: SearchIcon,
    goKey: "f",
    page: lazy(() => import("./family-search/family-search-page.tsx")),
  },
  {
    path: "/generated-reports",
    label: "Generated Reports",
    icon: FileTextIcon,
    goKey: "r",
    page: lazy(() => import("./generated-reports/generated-page.tsx")),
  },
  {
    path: "/validation",
    label: "Validation",
    icon: ListChecksIcon,
    goKey: "v",
    page: lazy(() => import("./validation/validation-page.tsx")),
  },
  {
    path: "/dashboard",
    label: "Dashboard",
    icon: ChartColumnIcon,
    goKey: "d",
    page: lazy(() => import("./dashboard/dashboard-page.tsx")),
  },
  {
    path: "/permissions",
    label: "Permissions",
    icon: LockIcon,
    isForAdmins: true,
    goKey: "p",
    page: lazy(() => import("./permissions/permissions-page.tsx")),
  },
  {
    path: "/people",
    label: "Users & Groups",
    icon: NetworkIcon,
    goKey: "u",
    page: lazy(() => import("./people/people-page.tsx")),
  },
  {
    path: "/audit",
    label: "Audit Log",
    icon: ScrollTextIcon,
    goKey: "l",
    page: lazy(() => import("./audit/audit-page.tsx")),
  },
];

export const mayEnter = (room: Room) => !room.isForAdmins || isAdmin();

export const openRooms = () => rooms.filter(mayEnter);
