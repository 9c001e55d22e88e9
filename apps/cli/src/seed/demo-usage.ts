import type { Random } from './random.js';

export interface DemoUsage {
  readonly at: Date;
  readonly model: string;
  readonly feature: string;
  readonly units: string;
}

interface Activity {
  readonly weight: number;
  readonly model: string;
  readonly feature: string;
  readonly units: readonly [lowest: number, highest: number];
}

const ACTIVITIES: readonly [Activity, ...Activity[]] = [
  { weight: 46, model: 'gpt-5-nano', feature: 'ai_bots', units: [20, 150] },
  { weight: 10, model: 'gpt-5-nano', feature: 'ai_writer', units: [80, 600] },
  { weight: 16, model: 'claude-sonnet-4.5', feature: 'ai_writer', units: [200, 1_200] },
  { weight: 8, model: 'claude-sonnet-4.5', feature: 'ai_code', units: [100, 900] },
  { weight: 12, model: 'gemini-2.5-flash', feature: 'ai_bots', units: [30, 200] },
  { weight: 5, model: 'flux-1.1-pro', feature: 'ai_images', units: [1, 4] },
  { weight: 3, model: 'text-embedding-3-small', feature: 'ai_bots_training', units: [150, 900] },
];

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** People work from seven to ten in the evening, most of them in the middle of it; bots answer all night. */
const FIRST_MINUTE = 7 * 60;
const LAST_MINUTE = 22 * 60;
const DAY_MINUTES = 24 * 60;
const AT_ANY_TIME_SHARE = 0.3;
/** Nothing was used in the last minutes: what a visitor does is the newest. */
const QUIET_MS = 4 * MINUTE_MS;

/** What an account used on the days before now, in order: more on working days, and more of late. */
export function demoUsage(random: Random, now: Date, days: number): readonly DemoUsage[] {
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const usage: DemoUsage[] = [];
  for (let day = days; day >= 0; day -= 1)
    usage.push(...usageOf(random, midnight - day * DAY_MS, day / days));
  const from = now.getTime() - days * DAY_MS;
  const until = now.getTime() - QUIET_MS;
  return usage
    .filter(({ at }) => at.getTime() > from && at.getTime() < until)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** @param age 1 for the oldest day, 0 for today. */
function usageOf(random: Random, midnight: number, age: number): readonly DemoUsage[] {
  const weekday = new Date(midnight).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  const busy = isWeekend ? random.between(5, 12) : random.between(20, 36);
  const count = Math.round(busy * (1.1 - 0.5 * age));
  return Array.from({ length: count }, () => {
    const { model, feature, units } = random.pick(ACTIVITIES);
    const at = new Date(midnight + Math.floor(minuteOfDay(random) * MINUTE_MS));
    return { at, model, feature, units: String(random.between(...units)) };
  });
}

function minuteOfDay(random: Random): number {
  if (random.next() < AT_ANY_TIME_SHARE) return random.next() * DAY_MINUTES;
  return FIRST_MINUTE + ((random.next() + random.next()) / 2) * (LAST_MINUTE - FIRST_MINUTE);
}
