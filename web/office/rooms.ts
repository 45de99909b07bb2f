import { type Component, lazy } from "solid-js";
import { can, hasFeature } from "../shared/session.ts";
import {
  ArrowRightLeftIcon,
  BellIcon,
  CalendarIcon,
  ChartColumnIcon,
  ClipboardListIcon,
  FileTextIcon,
  GraduationCapIcon,
  LifeBuoyIcon,
  LightbulbIcon,
  ListChecksIcon,
  MailIcon,
  MessageIcon,
  NewspaperIcon,
  ScrollTextIcon,
  SettingsIcon,
  ShapesIcon,
  SparklesIcon,
  UploadIcon,
  UserRoundCogIcon,
  UsersIcon,
} from "../shared/ui/icons.tsx";
import { AttendanceRoom } from "./attendance/attendance-room.tsx";
import { ClassesRoom } from "./classes/classes-room.tsx";
import { FamiliesRoom } from "./families/families-room.tsx";

export type Room = {
  path: string;
  label: string;
  /** Where its entry stands. */
  place: "toolbar" | "user-menu" | "footer";
  icon: Component<{ class?: string }>;
  /** One of them is enough; without any everybody may enter. */
  right?: string | readonly string[];
  feature?: string;
  /** The letter after `g`. */
  goKey: string;
  /** Gets all addresses below the path; what comes after it is `params.rest`. */
  page: Component & { preload: (rest: string) => Promise<unknown> };
};

/** In the order of the toolbar. A room is listed once its page exists; nothing else has to know of it. */
export const rooms: Room[] = [
  {
    path: "/families",
    label: "Families",
    place: "toolbar",
    icon: UsersIcon,
    right: "families",
    goKey: "f",
    page: FamiliesRoom,
  },
  {
    path: "/students",
    label: "Students",
    place: "toolbar",
    icon: GraduationCapIcon,
    right: "students",
    goKey: "s",
    page: lazy(() => import("./students/students-page.tsx")),
  },
  {
    path: "/classes",
    label: "Classes",
    place: "toolbar",
    icon: ShapesIcon,
    right: "classes",
    goKey: "c",
    page: ClassesRoom,
  },
  {
    path: "/enrollments",
    label: "Enrollments",
    place: "toolbar",
    icon: ClipboardListIcon,
    right: "enrollments",
    goKey: "n",
    page: lazy(() => import("./enrollments/enrollments-page.tsx")),
  },
  {
    path: "/calendar",
    label: "Calendar",
    place: "toolbar",
    icon: CalendarIcon,
    right: "classes",
    goKey: "d",
    page: lazy(() => import("./calendar/calendar-page.tsx")),
  },
  {
    path: "/attendance",
    label: "Attendance",
    place: "toolbar",
    icon: ListChecksIcon,
    right: "attendance",
    goKey: "p",
    page: AttendanceRoom,
  },
  {
    path: "/transactions",
    label: "Transactions",
    place: "toolbar",
    icon: ArrowRightLeftIcon,
    right: "transactions",
    goKey: "x",
    page: lazy(() => import("./transactions/transactions-room.tsx")),
  },
  {
    path: "/money",
    label: "Money",
    place: "toolbar",
    icon: ChartColumnIcon,
    right: "money_overview",
    goKey: "m",
    page: lazy(() => import("./money/money-page.tsx")),
  },
  {
    path: "/online-activity",
    label: "Online Activity",
    place: "footer",
    icon: BellIcon,
    right: "online_activity",
    goKey: "v",
    page: lazy(() => import("./online-activity/activity-page.tsx")),
  },
  {
    path: "/messenger",
    label: "Messenger Center",
    place: "footer",
    icon: MessageIcon,
    right: "sms_logs",
    goKey: "k",
    page: lazy(() => import("./messenger/messenger-page.tsx")),
  },
  {
    path: "/campaigns",
    label: "Scheduled Emails",
    place: "footer",
    icon: MailIcon,
    right: ["campaigns", "mass_text"],
    goKey: "l",
    page: lazy(() => import("./campaigns/campaigns-room.tsx")),
  },
  {
    path: "/staff",
    label: "Staff",
    place: "toolbar",
    icon: UserRoundCogIcon,
    right: "staff",
    goKey: "t",
    page: lazy(() => import("./staff/staff-room.tsx")),
  },
  {
    path: "/reports",
    label: "Reports",
    place: "toolbar",
    icon: FileTextIcon,
    right: "reports",
    goKey: "o",
    page: lazy(() => import("./reports/reports-room.tsx")),
  },
  {
    path: "/settings",
    label: "Settings",
    place: "user-menu",
    icon: SettingsIcon,
    right: ["settings", "billing_setup", "policies"],
    goKey: "e",
    page: lazy(() => import("./settings/settings-room.tsx")),
  },
  {
    path: "/news",
    label: "News & Announcements",
    place: "user-menu",
    icon: NewspaperIcon,
    right: "news",
    goKey: "y",
    page: lazy(() => import("./news/news-page.tsx")),
  },
  {
    path: "/imports",
    label: "Import",
    place: "user-menu",
    icon: UploadIcon,
    right: "import",
    goKey: "i",
    page: lazy(() => import("./imports/imports-room.tsx")),
  },
  {
    path: "/notifications",
    label: "Notifications",
    place: "user-menu",
    icon: BellIcon,
    goKey: "q",
    page: lazy(() => import("./notifications/notifications-page.tsx")),
  },
  {
    path: "/support",
    label: "Support",
    place: "user-menu",
    icon: LifeBuoyIcon,
    goKey: "h",
    page: lazy(() => import("./support/support-page.tsx")),
  },
  {
    path: "/feature-requests",
    label: "Feature Requests",
    place: "user-menu",
    icon: LightbulbIcon,
    goKey: "r",
    page: lazy(() => import("./feature-requests/feature-requests-page.tsx")),
  },
  {
    path: "/audit",
    label: "Audit Log",
    place: "user-menu",
    icon: ScrollTextIcon,
    right: "audit",
    goKey: "a",
    page: lazy(() => import("./audit/audit-page.tsx")),
  },
  {
    path: "/updates",
    label: "Updates",
    place: "user-menu",
    icon: SparklesIcon,
    goKey: "u",
    page: lazy(() => import("./updates/updates-page.tsx")),
  },
];

export const mayEnter = (room: Room) =>
  (room.right === undefined || [room.right].flat().some((right) => can(right))) &&
  (room.feature === undefined || hasFeature(room.feature));

export const openRooms = (place?: Room["place"]) =>
  rooms.filter((room) => mayEnter(room) && (place === undefined || room.place === place));
