/** What of an account's past is looked at: a moment, or what an event left. Neither: now. */
export type MomentAsked = { readonly at: string } | { readonly revision: string } | Record<string, never>;

/** Of the address; what is no moment and no event is not asked for. */
export function momentAsked(at: string, event: string): MomentAsked {
  if (/^\d{1,15}$/.test(event)) return { revision: event };
  const time = Date.parse(at);
  return Number.isNaN(time) ? {} : { at: new Date(time).toISOString() };
}

/** Places on a slider; more than anybody can tell apart. */
export const SLIDER_STEPS = 1_000;

export interface SliderSpan {
  readonly from: number;
  readonly to: number;
}

export function sliderPlace({ from, to }: SliderSpan, time: number): number {
  if (to <= from) return SLIDER_STEPS;
  return Math.min(SLIDER_STEPS, Math.max(0, Math.round(((time - from) / (to - from)) * SLIDER_STEPS)));
}

export function momentAt({ from, to }: SliderSpan, place: number): string {
  return new Date(from + ((to - from) * place) / SLIDER_STEPS).toISOString();
}
