import type { ExplainWords } from "./explain-words.ts";
import type { BilledLength, Step } from "./priced.ts";
import type { BillingCycle, RateBasis, SpecialKind, TierTable } from "./rules.ts";

const PER: Readonly<Record<RateBasis, string>> = {
  flat: "por periodo",
  per_hour: "por hora",
  per_slot: "por sesión",
};

const WHOLE: Readonly<Record<BillingCycle, string>> = {
  month_session: "del periodo",
  calendar_month: "del mes completo",
  four_weeks: "de un mes de cuatro semanas",
};

const SPECIAL: Readonly<Record<SpecialKind, string>> = {
  member: "Socios",
  employee: "Personal",
  in_service: "En servicio",
};

/** The same sentences as `explainStep`, in Spanish. */
export function explainStepEs(step: Step, words: ExplainWords): string {
  const { money, many, date, percent } = words;
  switch (step.rule) {
    case "rate":
      return `Cuota «${step.name}»: ${money(step.after)} ${PER[step.basis]}`;
    case "tier": {
      const whose = step.scope === "student" ? "del alumno" : "de la familia";
      return `Cuota «${step.name}» por ${tierCount(step.axis, step.count, words)} a la semana ${whose}: ${money(step.after)} ${PER[step.basis]} (fila ${step.row})`;
    }
    case "no_rate":
      return "Esta clase no tiene cuota";
    case "free":
      return step.kind === "trial" ? "La prueba es gratuita" : "La recuperación es gratuita";
    case "override": {
      const until = step.expiresOn ? `, para periodos que empiecen hasta el ${date(step.expiresOn)}` : "";
      return `Precio acordado: ${money(step.after)}${until}${step.reason ? ` (${step.reason})` : ""}`;
    }
    case "override_expired":
      return `El precio acordado terminó el ${date(step.expiresOn)}`;
    case "per_meeting":
      return `${many(step.meetings, "meeting")} × ${money(step.before)}${notBilled(step.blackedOut, words)}`;
    case "per_hour":
      return `${hours(step.minutes, words)} en ${many(step.meetings, "meeting")}${lengths(step.lengths, words)} × ${money(step.before)}${notBilled(step.blackedOut, words)}`;
    case "fifth_week":
      return `El mes cuenta como cuatro semanas: ${many(step.meetings, "meeting")} más sin coste`;
    case "proration":
      return `${step.meetings} de ${many(step.of, "meeting")} ${WHOLE[step.cycle]}${span(step, words)}`;
    case "blackout":
      return `${many(step.blackedOut, "meeting")} sin cobrar: quedan ${step.meetings} de ${step.of}`;
    case "blackout_spread":
      return `${many(step.blackedOut, "meeting")} sin clase; el precio es por las que quedan`;
    case "no_proration":
      return "Esta clase se cobra entera";
    case "no_meetings":
      return "No hay sesiones de esta inscripción en el periodo";
    case "cancelled":
      return `${many(step.meetings, "cancelled meeting")}: el precio no cambia`;
    case "discount_row":
      return discount(step, words);
    case "special":
      return `${SPECIAL[step.special]}: ${words.off(step.off)} («${step.schedule}»)`;
    case "promo":
      return `Código ${step.code}, «${step.name}»: ${words.off(step.off)}${step.off.kind === "percent" ? " sobre el precio completo" : ""}`;
    case "autopay":
      return `Pago automático: ${words.off(step.off)}`;
    case "rounding":
      return `${words.exact(step.before)} se redondea a ${money(step.after)}`;
    case "tax": {
      const name = step.name ? `Impuesto «${step.name}»` : "Impuesto de esta clase";
      const amount = `${name}, ${percent(step.rateBp)}: ${money(step.taxMinor)}`;
      return step.isInclusive ? `${amount} ya incluidos en el precio` : amount;
    }
    case "tax_exempt":
      return "Esta clase está exenta de impuestos";
  }
}

type RowStep = Extract<Step, { readonly rule: "discount_row" }>;

function discount(step: RowStep, words: ExplainWords): string {
  const column = step.column > 1 || step.studentAxis === "total" ? `, columna ${step.column}` : "";
  return `${counted(step, words)}${students(step, words)}: ${words.off(step.off)} (fila ${step.row}${column} de «${step.schedule}»)`;
}

function counted({ classAxis, unit, count }: RowStep, words: ExplainWords): string {
  const what = unit === "hours" ? `${hours(count, words)} a la semana` : words.many(count, "class");
  if (classAxis === "total") return `${what} en la familia`;
  const whose = classAxis === "one_at_a_time" ? "de la familia" : "del alumno";
  return unit === "hours" ? `${what} ${whose} con esta clase` : `${words.nth(count)} clase ${whose}`;
}

function students({ studentAxis, students: count }: RowStep, { number }: ExplainWords): string {
  if (studentAxis === "total") return `, ${number(count)} ${count === 1 ? "alumno" : "alumnos"}`;
  return count > 1 ? `, alumno n.º ${number(count)}` : "";
}

function tierCount(axis: TierTable["axis"], count: number, words: ExplainWords): string {
  if (axis === "hours") return hours(count, words);
  return axis === "classes" ? words.many(count, "class") : words.many(count, "slot");
}

function hours(minutes: number, { number }: ExplainWords): string {
  return minutes === 60 ? "1 hora" : `${number(minutes / 60)} horas`;
}

function lengths(billed: readonly BilledLength[] | undefined, words: ExplainWords): string {
  if (!billed) return "";
  const parts = billed.map(({ meetings, minutes, startsOn }) => {
    const from = startsOn ? ` desde el ${words.date(startsOn)}` : "";
    return `${words.number(meetings)} de ${words.number(minutes)} minutos${from}`;
  });
  return ` (${parts.join(", ")})`;
}

function notBilled(meetings: number, { many }: ExplainWords): string {
  return meetings > 0 ? ` (${many(meetings, "meeting")} sin cobrar)` : "";
}

function span(
  { startsOn, endsOn }: { readonly startsOn: string | null; readonly endsOn: string | null },
  { date }: ExplainWords,
): string {
  const parts = [
    ...(startsOn ? [`empieza el ${date(startsOn)}`] : []),
    ...(endsOn ? [`termina el ${date(endsOn)}`] : []),
  ];
  return parts.length > 0 ? ` (${parts.join(", ")})` : "";
}
