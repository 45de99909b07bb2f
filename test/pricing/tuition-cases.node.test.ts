import { describe, expect, it } from "vitest";
import { casesOf, priceCase } from "./cases.ts";

// November 2026 has five Mondays and Sundays and four of the other days. How to read a row: read-family.ts, read-rules.ts.

const PRORATION = `
flat, four Mondays, one blacked out                  | -                | Mia Gym 50 4/4 b1                 | 3750  | rate 5000, blackout 3/4 3750
the same, blackouts do not lower                     | blackouts=spread | Mia Gym 50 4/4 b1                 | 5000  | rate 5000, blackout_spread 5000
hourly 20, three meetings of an hour                 | -                | Mia Gym 20/h 3/3                  | 6000  | rate 2000, per_hour ×180min 6000
hourly 20, four Mondays, one blacked out             | -                | Mia Gym 20/h 4/4 b1               | 6000  | rate 2000, per_hour ×180min 6000
hourly has no price to spread                        | blackouts=spread | Mia Gym 20/h 4/4 b1               | 6000  | rate 2000, per_hour ×180min 6000
a whole month                                        | -                | Mia Gym 50 4/4                    | 5000  | rate 5000
starts in the middle                                 | -                | Mia Gym 50 2/4 from=15            | 2500  | rate 5000, proration 2/4 2500
drops early                                          | -                | Mia Gym 50 1/4 to=8               | 1250  | rate 5000, proration 1/4 1250
starts late and drops early                          | -                | Mia Gym 50 2/5 from=8 to=20       | 2000  | rate 5000, proration 2/5 2000
a third is rounded once, half up                     | -                | Mia Gym 50 1/3 from=20            | 1667  | rate 5000, proration 1/3 5000/3, rounding 1667
half a cent goes up                                  | -                | Mia Gym 50.01 2/4 from=15         | 2501  | rate 5001, proration 2/4 5001/2, rounding 2501
starts late in a month with a blackout before it     | -                | Mia Gym 60 2/4 from=15 b1:0       | 3000  | rate 6000, proration 2/4 3000
starts late in a month with a blackout after it      | -                | Mia Gym 60 2/4 from=15 b1:1       | 1500  | rate 6000, proration 2/4 3000, blackout 1/4 1500
spread: two of the three that are left               | blackouts=spread | Mia Gym 60 2/4 from=15 b1:0       | 4000  | rate 6000, proration 2/3 4000
spread: one of the three that are left               | blackouts=spread | Mia Gym 60 2/4 from=15 b1:1       | 2000  | rate 6000, proration 1/3 2000, blackout_spread 2000
everything blacked out                               | -                | Mia Gym 50 4/4 b4                 | 0     | rate 5000, blackout 0/4 0
everything blacked out, blackouts do not lower       | blackouts=spread | Mia Gym 50 4/4 b4                 | 5000  | rate 5000, blackout_spread 5000
a cancelled meeting changes nothing                  | -                | Mia Gym 50 4/4 c1                 | 5000  | rate 5000, cancelled 5000
all cancelled, by the hour                           | -                | Mia Gym 20/h 4/4x90 c4            | 12000 | rate 2000, per_hour ×360min 12000, cancelled 12000
a class that is charged whole                        | -                | Mia Gym 50 1/4 to=8 whole         | 5000  | rate 5000, no_proration 5000
charged whole with a blackout                        | -                | Mia Gym 50 4/4 b1 whole           | 5000  | rate 5000, no_proration 5000
charged whole but never there                        | -                | Mia Gym 50 0/4 from=30 whole      | 0     | rate 5000, no_meetings 0
charged whole in a gap between sessions              | -                | Mia Gym 50 0/0 whole              | 5000  | rate 5000
a gap between sessions costs nothing                 | -                | Mia Gym 50 0/0of4                 | 0     | rate 5000, no_meetings 0
no meetings by the hour                              | -                | Mia Gym 20/h 0/0                  | 0     | rate 2000, no_meetings 0
starts after the last meeting                        | -                | Mia Gym 50 0/4 from=30            | 0     | rate 5000, no_meetings 0
everything blacked out, spread, half of the month    | blackouts=spread | Mia Gym 50 2/4 b4:2 from=15       | 2500  | rate 5000, proration 2/4 2500, blackout_spread 2500
without a timetable                                  | -                | Mia Gym 50 none from=15           | 5000  | rate 5000
two slots a week                                     | -                | Mia Gym 80 3/4+4/5 from=8         | 6222  | rate 8000, proration 7/9 56000/9, rounding 6222
one blacked out of two slots a week                  | -                | Mia Gym 80 4/4+4/4 b1             | 7000  | rate 8000, blackout 7/8 7000
per meeting, whatever its length                     | -                | Mia Gym 12.50/m 3/4x90 to=20      | 3750  | rate 1250, per_meeting ×3 3750
per meeting, two slots                               | -                | Mia Gym 12.50/m 4/4x90+2/2x45     | 7500  | rate 1250, per_meeting ×6 7500
by the hour, 45 minutes                              | -                | Mia Gym 17.33/h 4/4x45            | 5199  | rate 1733, per_hour ×180min 5199
by the hour, 50 minutes, rounded once                | -                | Mia Gym 17.33/h 1/4x50 from=24    | 1444  | rate 1733, per_hour ×50min 8665/6, rounding 1444
no tuition is set                                    | -                | Mia Gym - 4/4                     | 0     | no_rate 0
a tuition of nothing                                 | -                | Mia Gym 0 2/4 from=15             | 0     | rate 0
`;

const CYCLES = `
session: its two meetings are the whole price        | -                | Mia Gym 50 2/2of4                 | 5000  | rate 5000
calendar month: two of the month's four              | -                | Mia Gym 50 2/2of4 cal             | 2500  | rate 5000, proration 2/4 2500
session: one of its two                              | -                | Mia Gym 50 1/2of4 from=24         | 2500  | rate 5000, proration 1/2 2500
calendar month: one of the month's four              | -                | Mia Gym 50 1/2of4 cal from=24     | 1250  | rate 5000, proration 1/4 1250
calendar month: five Mondays                         | -                | Mia Gym 50 5/5 cal                | 5000  | rate 5000
calendar month: a session of three with a blackout   | -                | Mia Gym 50 3/3of5 cal b1          | 2000  | rate 5000, proration 3/5 3000, blackout 2/5 2000
calendar month, spread                               | blackouts=spread | Mia Gym 50 3/3of5 cal b1          | 2500  | rate 5000, proration 2/4 2500, blackout_spread 2500
a period longer than its calendar month              | -                | Mia Gym 50 6/8of4 cal from=15     | 3750  | rate 5000, proration 6/8 3750
per meeting is the same in a calendar month          | -                | Mia Gym 12/m 2/2of4 cal           | 2400  | rate 1200, per_meeting ×2 2400
four weeks, four Mondays                             | -                | Mia Gym 50 4/4 4w                 | 5000  | rate 5000
four weeks, a fifth Monday is free                   | -                | Mia Gym 50 5/5 4w                 | 5000  | rate 5000, fifth_week 5000
four weeks, starts on the second of five             | -                | Mia Gym 50 4/5 4w from=8          | 5000  | rate 5000
four weeks, starts on the third of five              | -                | Mia Gym 50 3/5 4w from=15         | 3750  | rate 5000, proration 3/4 3750
four weeks, starts on the second of four             | -                | Mia Gym 50 3/4 4w from=8          | 3750  | rate 5000, proration 3/4 3750
four weeks: an eighth for each of two a week         | -                | Mia Gym 80 1/4+1/4 4w from=24     | 2000  | rate 8000, proration 2/8 2000
four weeks: a twelfth for each of three a week       | -                | Mia Gym 90 12/12w3 4w             | 9000  | rate 9000
four weeks: five of twelve                           | -                | Mia Gym 90 5/13w3 4w from=20      | 3750  | rate 9000, proration 5/12 3750
four weeks: a fifth Monday is no Wednesday           | -                | Mia Gym 80 5/5+3/4 4w             | 7000  | rate 8000, proration 7/8 7000, fifth_week 7000
four weeks, a blackout in a month of five            | -                | Mia Gym 50 5/5 4w b1              | 5000  | rate 5000
four weeks, a blackout in a month of four            | -                | Mia Gym 50 4/4 4w b1              | 3750  | rate 5000, blackout 3/4 3750
four weeks, two blackouts in a month of five         | -                | Mia Gym 50 5/5 4w b2              | 3750  | rate 5000, blackout 3/4 3750
four weeks, a blackout in a month of four, spread    | blackouts=spread | Mia Gym 50 2/4 4w b1:0 from=15    | 3333  | rate 5000, proration 2/3 10000/3, rounding 3333
four weeks, spread: each weekday for itself          | blackouts=spread | Mia Gym 80 4/4+5/5 4w b1          | 8000  | rate 8000, blackout_spread 8000, fifth_week 8000
four weeks, spread, every other week                 | blackouts=spread | Mia Gym 50 3/3 4w                 | 3750  | rate 5000, proration 3/4 3750
four weeks, a session that starts in the middle      | -                | Mia Gym 50 2/2of5 4w              | 2500  | rate 5000, proration 2/4 2500
four weeks per meeting: four of five                 | -                | Mia Gym 12/m 5/5 4w               | 4800  | rate 1200, per_meeting ×4 4800, fifth_week 4800
four weeks by the hour: 45 minutes                   | -                | Mia Gym 20/h 5/5x45 4w            | 6000  | rate 2000, per_hour ×180min 6000, fifth_week 6000
`;

const KINDS = `
a single day of a flat price                         | -                | Mia Gym 50 1/4 day from=9 to=9    | 1250  | rate 5000, proration 1/4 1250
a single day of a class that is charged whole        | -                | Mia Gym 50 1/4 day whole          | 5000  | rate 5000, no_proration 5000
a single day per meeting                             | -                | Mia Gym 12/m 1/4 day              | 1200  | rate 1200, per_meeting ×1 1200
a single day by the hour                             | -                | Mia Gym 20/h 1/4x90 day           | 3000  | rate 2000, per_hour ×90min 3000
a single day in four weeks                           | -                | Mia Gym 50 1/5 day 4w             | 1250  | rate 5000, proration 1/4 1250
a single day in two slots of the day                 | -                | Mia Gym 80 1/4+1/4 day            | 2000  | rate 8000, proration 2/8 2000
an agreed price for a single day                     | agreed=prorated  | Mia Gym 50 1/4 day =15            | 1500  | override 1500
a trial is free                                      | -                | Mia Gym - 1/4 trial               | 0     | free 0
a cancelled trial is still free                      | -                | Mia Gym - 1/4 trial c1            | 0     | free 0
a makeup is free                                     | -                | Mia Gym - 1/4 makeup              | 0     | free 0
a trial with a rate of its own                       | -                | Mia Gym 5/m 1/4 trial             | 500   | rate 500, per_meeting ×1 500
a makeup with an agreed price                        | -                | Mia Gym - 1/4 makeup =7           | 700   | override 700
`;

const OVERRIDES = `
an agreed price stands in for the tuition            | -                | Mia Gym 50 4/4 =40                | 4000  | override 4000
it is not lowered unless the school says so          | -                | Mia Gym 50 2/4 =40 from=15        | 4000  | override 4000
prorated                                             | agreed=prorated  | Mia Gym 50 2/4 =40 from=15        | 2000  | override 4000, proration 2/4 2000
prorated, blackouts apart                            | agreed=prorated  | Mia Gym 50 4/4 =40 b1             | 4000  | override 4000, blackout_spread 4000
lowered by blackouts only                            | agreed=blackouts | Mia Gym 50 2/4 =40 b1 from=15     | 3000  | override 4000, blackout 3/4 3000
lowered by both                                      | agreed=prorated,blackouts | Mia Gym 50 2/4 =40 b1 from=15 | 1000 | override 4000, proration 2/4 2000, blackout 1/4 1000
of a class that is charged whole                     | agreed=prorated,blackouts | Mia Gym 50 2/4 =40 b1 whole | 4000 | override 4000, no_proration 4000
an agreed price per hour                             | agreed=rate      | Mia Gym 20/h 3/4 =15              | 4500  | override 1500, per_hour ×180min 4500
in the rate's terms where there is no rate           | agreed=rate      | Mia Gym - 4/4 =40                 | 4000  | override 4000
flat although the rate is by the hour                | -                | Mia Gym 20/h 3/4 =15              | 1500  | override 1500
it ends on the first day of the period               | -                | Mia Gym 50 4/4 =40<2026-11-01     | 4000  | override 4000
it ended the day before                              | -                | Mia Gym 50 4/4 =40<2026-10-31     | 5000  | override_expired 0, rate 5000
it ends within the period                            | -                | Mia Gym 50 4/4 =40<2026-11-10     | 4000  | override 4000
agreed on nothing                                    | -                | Mia Gym 50 4/4 =0                 | 0     | override 0
agreed although no tuition is set                    | -                | Mia Gym - 4/4 =40                 | 4000  | override 4000
never there                                          | -                | Mia Gym 50 0/4 =40 from=30        | 0     | override 4000, no_meetings 0
`;

const TIERS = `
one class, up to 1                                   | -                | Mia A classes:1=50,2=45,*=40 4/4                                           | 5000        | tier row1 5000
two classes of a student                             | -                | Mia A classes:1=50,2=45,*=40 4/4; Mia B classes:1=50,2=45,*=40 4/4          | 4500 4500   | tier row2 4500 / tier row2 4500
two students count each for themselves               | -                | Mia A classes:1=50,2=45,*=40 4/4; Leo B classes:1=50,2=45,*=40 4/4          | 5000 5000   | tier row1 5000 / tier row1 5000
two students of a family                             | tiers=family     | Mia A classes:1=50,2=45,*=40 4/4; Leo B classes:1=50,2=45,*=40 4/4          | 4500 4500   | tier row2 4500 / tier row2 4500
another tuition does not count                       | -                | Mia A classes:1=50,*=45 4/4; Mia B 30 4/4                                  | 5000 3000   | tier row1 5000 / rate 3000
hours: exactly one and a half                        | -                | Mia A hours:1.5=20,*=18/h 4/4x90                                           | 12000       | tier row1 2000, per_hour ×360min 12000
hours: a minute more                                 | -                | Mia A hours:1.5=20,*=18/h 4/4x91                                           | 10920       | tier row2 1800, per_hour ×364min 10920
hours of two classes                                 | -                | Mia A hours:1=20,2=18,*=15/h 4/4x60; Mia B hours:1=20,2=18,*=15/h 4/4x45    | 7200 5400   | tier row2 1800, per_hour ×240min 7200 / tier row2 1800, per_hour ×180min 5400
hours: two meetings a week in one slot               | -                | Mia A hours:1=20,*=18/h 8/8x60w2                                           | 14400       | tier row2 1800, per_hour ×480min 14400
slots: two a week in one class                       | -                | Mia A slots:1=15,*=12/m 4/4+5/5                                            | 10800       | tier row2 1200, per_meeting ×9 10800
at another location                                  | -                | Mia A classes:1=50,*=45 4/4; Mia B classes:1=50,*=45 4/4 @North            | 5000 5000   | tier row1 5000 / tier row1 5000
at another location, counted                         | across           | Mia A classes:1=50,*=45 4/4; Mia B classes:1=50,*=45 4/4 @North            | 4500 4500   | tier row2 4500 / tier row2 4500
a single day pays what it would alone                | -                | Mia A classes:1=50,*=45 1/4 day                                            | 1250        | tier row1 5000, proration 1/4 1250
a tier, then a part of the month                     | -                | Mia A classes:1=50,*=45 1/4 from=24; Mia B classes:1=50,*=45 4/4           | 1125 4500   | tier row2 4500, proration 1/4 1125 / tier row2 4500
`;

const CURRENCIES = `
yen have no minor digits                             | currency=JPY     | Mia Gym 5000 1/3 from=20                                                   | 1667        | rate 5000, proration 1/3 5000/3, rounding 1667
half a yen goes up                                   | currency=JPY rows=15 | Mia Gym 2850 4/4; Mia Jump 2830 4/4                                     | 2423 2406   | rate 2850, discount_row r1c1 4845/2, rounding 2423 / rate 2830, discount_row r1c1 4811/2, rounding 2406
dinars have three                                    | currency=KWD     | Mia Gym 15.250 1/4 from=24                                                 | 3813        | rate 15250, proration 1/4 7625/2, rounding 3813
`;

describe.each([
  ["proration", PRORATION],
  ["billing cycles", CYCLES],
  ["kinds of enrollment", KINDS],
  ["agreed prices", OVERRIDES],
  ["tiers", TIERS],
  ["currencies", CURRENCIES],
])("%s", (_topic, table) => {
  it.each(casesOf(table))("$name", (one) => {
    expect(priceCase(one)).toEqual({ cents: one.cents, trace: one.trace });
  });
});
