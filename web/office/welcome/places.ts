import type { WelcomeMeeting, WelcomeWeek } from "../../../worker/domains/welcome/shapes.ts";

/** Where each figure of the Welcome page leads: the list that it counts, with the filter set. */
export const places = {
  openings: () => "/classes?openings=1",
  began: ({ from, today }: WelcomeWeek) => `/enrollments?basis=starts&kind=active&from=${from}&to=${today}`,
  dropped: ({ from, today }: WelcomeWeek) => `/enrollments?basis=drops&from=${from}&to=${today}`,
  trials: ({ today, until }: WelcomeWeek) => `/enrollments?basis=starts&kind=trial&from=${today}&to=${until}`,
  day: (date: string) => `/calendar?view=day&date=${date}`,
  untaken: (date: string) => `/attendance?state=open&date=${date}`,
  class: (classId: string) => `/classes/${classId}`,
  rollSheet: ({ slotId, meetsOn }: WelcomeMeeting) => `/attendance/${slotId}/${meetsOn}`,
};
