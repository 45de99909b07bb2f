import { describe, expect, it } from "vitest";
import { casesOf, priceCase } from "./cases.ts";

// How to read a row: read-family.ts, read-rules.ts. Lines come by student, then class; the trace says the row each was given.

const FAMILY = `
28.50 with 15 % off for the second class: half a cent goes up | rows=0,15 | Mia A 28.50 4/4; Mia B 28.50 4/4 made=2    | 2850 2423      | rate 2850 / rate 2850, discount_row r2c1 4845/2, rounding 2423
the most expensive class comes first              | rows=0,10,15  | Mia A 40 4/4; Mia B 50 4/4                           | 3600 5000      | rate 4000, discount_row r2c1 3600 / rate 5000
a third class has the third row                   | rows=0,10,15  | Mia A 40 4/4; Mia B 50 4/4; Leo C 60 4/4             | 6000 3400 4500 | rate 6000 / rate 4000, discount_row r3c1 3400 / rate 5000, discount_row r2c1 4500
the last row goes on                              | rows=0,10     | Mia A 40 4/4; Mia B 50 4/4; Leo C 60 4/4             | 6000 3600 4500 | rate 6000 / rate 4000, discount_row r2c1 3600 / rate 5000, discount_row r2c1 4500
an amount off                                     | rows=0,$5     | Mia A 40 4/4; Mia B 50 4/4                           | 3500 5000      | rate 4000, discount_row r2c1 3500 / rate 5000
an amount off is never more than the price        | rows=0,$50    | Mia A 40 4/4; Mia B 50 4/4                           | 0 5000         | rate 4000, discount_row r2c1 0 / rate 5000
an amount off comes off what is left of the month | rows=0,$5     | Mia A 40 2/4 from=15; Mia B 50 4/4                   | 1500 5000      | rate 4000, proration 2/4 2000, discount_row r2c1 1500 / rate 5000
a percentage comes off what is left of the month  | rows=0,10     | Mia A 40 2/4 from=15; Mia B 50 4/4                   | 1800 5000      | rate 4000, proration 2/4 2000, discount_row r2c1 1800 / rate 5000
a fraction is kept until the end                  | rows=0,10     | Mia A 50 1/3 from=20; Mia B 50 4/4                   | 1500 5000      | rate 5000, proration 1/3 5000/3, discount_row r2c1 1500 / rate 5000
everything off                                    | rows=0,100    | Mia A 40 4/4; Mia B 50 4/4                           | 0 5000         | rate 4000, discount_row r2c1 0 / rate 5000
a schedule that gives something to the first      | rows=5        | Mia A 40 4/4                                         | 3800           | rate 4000, discount_row r1c1 3800
two children, three classes                       | rows=0:0,10:10,20:15 | Mia A 60 4/4; Mia B 40 4/4; Leo C 50 4/4      | 4500 6000 3200 | rate 5000, discount_row r2c2 4500 / rate 6000 / rate 4000, discount_row r3c1 3200
two children: the second one's column             | rows=0:20,10:30 | Mia A 60 4/4; Leo B 50 4/4                         | 3500 6000      | rate 5000, discount_row r2c2 3500 / rate 6000
three children: the last column goes on           | rows=0:20,0:20,0:20 | Mia A 60 4/4; Leo B 50 4/4; Zoe C 40 4/4       | 4000 6000 3200 | rate 5000, discount_row r2c2 4000 / rate 6000 / rate 4000, discount_row r3c2 3200
`;

const AXES = `
each student's classes for themselves             | rows=0,10 axis=student | Mia A 40 4/4; Mia B 50 4/4; Leo C 60 4/4    | 6000 3600 5000 | rate 6000 / rate 4000, discount_row r2c1 3600 / rate 5000
per student, with a column for the second child   | rows=0:10,10:20 axis=student | Mia A 60 4/4; Leo B 50 4/4; Leo C 40 4/4 | 4500 3200 6000 | rate 5000, discount_row r1c2 4500 / rate 4000, discount_row r2c2 3200 / rate 6000
all classes read the row of the total             | rows=0,10,20 axis=total | Mia A 40 4/4; Mia B 50 4/4; Leo C 60 4/4   | 4800 3200 4000 | rate 6000, discount_row r3c1 4800 / rate 4000, discount_row r3c1 3200 / rate 5000, discount_row r3c1 4000
all students read the column of the total         | rows=0:5,10:15 students=total | Mia A 60 4/4; Leo B 50 4/4           | 4250 5700      | rate 5000, discount_row r2c2 4250 / rate 6000, discount_row r1c2 5700
both in total                                     | rows=0:0,0:20 axis=total students=total | Mia A 60 4/4; Leo B 50 4/4 | 4000 4800      | rate 5000, discount_row r2c2 4000 / rate 6000, discount_row r2c2 4800
one class alone reads the first row of a total    | rows=0,20 axis=total  | Mia A 60 4/4                                 | 6000           | rate 6000
hours, one at a time: a class reads its last hour | rows=0,10,20 unit=hours | Mia A 60 4/4x60; Mia B 40 4/4x90           | 6000 3200      | rate 6000 / rate 4000, discount_row r3c1 3200
hours: two whole ones are two                     | rows=0,10,20 unit=hours | Mia A 60 4/4x60; Mia B 40 4/4x60           | 6000 3600      | rate 6000 / rate 4000, discount_row r2c1 3600
hours in total: a started hour counts             | rows=0,10,20 unit=hours axis=total | Mia A 60 4/4x75; Leo B 40 4/4x50 | 3200 4800     | rate 4000, discount_row r3c1 3200 / rate 6000, discount_row r3c1 4800
hours per student                                 | rows=0,10,20 unit=hours axis=student | Mia A 60 4/4x60; Leo B 40 4/4x90 | 3600 6000   | rate 4000, discount_row r2c1 3600 / rate 6000
hours of two slots a week                         | rows=0,10,20 unit=hours | Mia A 60 4/4x60+4/4x60                     | 5400           | rate 6000, discount_row r2c1 5400
no timetable, no hours: the first row             | rows=0,10 unit=hours  | Mia A 60 none                                | 6000           | rate 6000
each class reads its own program's schedule       | rows=0,10 dance=0,30  | Mia A 60 4/4; Mia B 40 4/4 #Dance            | 6000 2800      | rate 6000 / rate 4000, discount_row r2c1 2800
at the row it has among all classes               | rows=0,10,20 dance=0,30,50 | Mia A 60 4/4 #Dance; Mia B 50 4/4; Mia C 40 4/4 #Dance | 6000 4500 2000 | rate 6000 / rate 5000, discount_row r2c1 4500 / rate 4000, discount_row r3c1 2000
a program without a schedule counts, undiscounted | rows=0,10     | Mia A 60 4/4 #Open; Mia B 40 4/4; Mia C 30 4/4 #Open | 6000 3600 3000 | rate 6000 / rate 4000, discount_row r2c1 3600 / rate 3000
`;

const RANKING = `
equal price: who started first                    | rows=0,10     | Mia A 50 4/5 from=8; Mia B 50 4/4                    | 3600 5000      | rate 5000, proration 4/5 4000, discount_row r2c1 3600 / rate 5000
equal price and start: who was made first         | rows=0,10     | Mia A 50 4/4 made=2; Mia B 50 4/4 made=1             | 4500 5000      | rate 5000, discount_row r2c1 4500 / rate 5000
equal in everything: the higher id                | rows=0,10     | Mia A 50 4/4 id=x1; Mia B 50 4/4 id=x2               | 4500 5000      | rate 5000, discount_row r2c1 4500 / rate 5000
a blackout does not change the order              | rows=0,10     | Mia A 60 4/4 b3; Mia B 50 4/4                        | 1500 4500      | rate 6000, blackout 1/4 1500 / rate 5000, discount_row r2c1 4500
nor does a late start                             | rows=0,10     | Mia A 60 1/4 from=24; Mia B 50 4/4                   | 1500 4500      | rate 6000, proration 1/4 1500 / rate 5000, discount_row r2c1 4500
by the hour: what the whole month would cost      | rows=0,10     | Mia A 20/h 2/4 from=15; Mia B 70 4/4                 | 4000 6300      | rate 2000, per_hour ×120min 4000 / rate 7000, discount_row r2c1 6300
per meeting: what the whole month would cost      | rows=0,10     | Mia A 20/m 2/4 from=15; Mia B 70 4/4                 | 4000 6300      | rate 2000, per_meeting ×2 4000 / rate 7000, discount_row r2c1 6300
a trial, a makeup, a single day do not count      | rows=0,10     | Mia A 60 1/4 day; Mia B - 1/4 trial; Mia C 50 4/4; Mia D - 1/4 makeup | 1500 0 5000 0 | rate 6000, proration 1/4 1500 / free 0 / rate 5000 / free 0
a class without tuition does not count            | rows=0,10 axis=total | Mia A - 4/4; Mia B 50 4/4                     | 0 5000         | no_rate 0 / rate 5000
another location does not count                   | rows=0,10     | Mia A 60 4/4; Mia B 50 4/4 @North                    | 6000 5000      | rate 6000 / rate 5000
another location counts where the school says so  | rows=0,10 across | Mia A 60 4/4; Mia B 50 4/4 @North                 | 6000 4500      | rate 6000 / rate 5000, discount_row r2c1 4500
two children at two locations are both the first  | rows=0:0,10:20 | Mia A 60 4/4; Leo B 50 4/4 @North                   | 5000 6000      | rate 5000 / rate 6000
a transfer is no second class                     | rows=0,10     | Mia A 60 2/4 to=14; Mia B 50 2/4 from=15             | 3000 2500      | rate 6000, proration 2/4 3000 / rate 5000, proration 2/4 2500
a transfer to a dearer class neither              | rows=0,10     | Mia A 60 2/4 from=15; Mia B 50 2/4 to=14             | 3000 2500      | rate 6000, proration 2/4 3000 / rate 5000, proration 2/4 2500
one day together is enough                        | rows=0,10     | Mia A 60 2/4 to=15; Mia B 50 2/4 from=15             | 3000 2250      | rate 6000, proration 2/4 3000 / rate 5000, proration 2/4 2500, discount_row r2c1 2250
a transfer beside another class: both are second  | rows=0,10,20  | Mia A 60 4/4; Mia B 50 2/4 to=14; Mia C 40 2/4 from=15 | 6000 2250 1800 | rate 6000 / rate 5000, proration 2/4 2500, discount_row r2c1 2250 / rate 4000, proration 2/4 2000, discount_row r2c1 1800
an agreed price ranks with what was agreed        | rows=0,10     | Mia A 60 4/4 =20; Mia B 50 4/4                       | 1800 5000      | override 2000, discount_row r2c1 1800 / rate 5000
an agreed price left out                          | rows=0,10 agreed=unranked | Mia A 60 4/4 =55; Mia B 50 4/4           | 5500 5000      | override 5500 / rate 5000
left out only while it is in force                | rows=0,10 agreed=unranked | Mia A 60 4/4 =55<2026-10-31; Mia B 50 4/4 | 6000 4500     | override_expired 0, rate 6000 / rate 5000, discount_row r2c1 4500
`;

const SPECIAL = `
a member                                          | special=member:20 | Mia A 50 4/4 member                              | 4000           | rate 5000, special member 4000
an employee, an amount                            | special=employee:$30 | Mia A 50 4/4 employee                         | 2000           | rate 5000, special employee 2000
in service, on a part of the month                | special=in_service:10 | Mia A 50 2/4 in_service from=15              | 2250           | rate 5000, proration 2/4 2500, special in_service 2250
nothing set for members                           | special=employee:20 | Mia A 50 4/4 member                            | 5000           | rate 5000
more than the row: it takes its place             | rows=0,10 special=member:20 | Mia A 50 4/4 member; Mia B 40 4/4 member | 4000 3200    | rate 5000, special member 4000 / rate 4000, special member 3200
less than the row: the row stays                  | rows=0,30 special=member:20 | Mia A 50 4/4 member; Mia B 40 4/4 member | 4000 2800    | rate 5000, special member 4000 / rate 4000, discount_row r2c1 2800
as much as the row: the row stays                 | rows=20 special=member:20 | Mia A 50 4/4 member                      | 4000           | rate 5000, discount_row r1c1 4000
an amount against a percentage                    | rows=10 special=member:$5 | Mia A 60 4/4 member; Leo B 40 4/4 member | 3500 5400      | rate 4000, special member 3500 / rate 6000, discount_row r1c1 5400
both would take everything: the row stays         | rows=100 special=member:$90 | Mia A 60 4/4 member                    | 0              | rate 6000, discount_row r1c1 0
a single day of an employee's child               | special=employee:50 | Mia A 12/m 1/4 day employee                    | 600            | rate 1200, per_meeting ×1 1200, special employee 600
an agreed price is discounted as well             | special=member:20 | Mia A 50 4/4 =40 member                          | 3200           | override 4000, special member 3200
an agreed price left out is not                   | special=member:20 agreed=unranked | Mia A 50 4/4 =40 member          | 4000           | override 4000
`;

describe.each([
  ["the family's discount", FAMILY],
  ["axes of a discount schedule", AXES],
  ["who counts and in what order", RANKING],
  ["special discounts", SPECIAL],
])("%s", (_topic, table) => {
  it.each(casesOf(table))("$name", (one) => {
    expect(priceCase(one)).toEqual({ cents: one.cents, trace: one.trace });
  });
});
