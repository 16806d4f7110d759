const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const TIME = /^\d{1,2}$/;

/** What tells when a schedule runs. */
interface Times {
  readonly cron: string;
  readonly timeZone: string;
}

/** When a schedule comes, in words; with its five fields where they say what has no simple words. */
export function scheduleInWords({ cron, timeZone }: Times): string {
  const [minute = '', hour = '', dayOfMonth = '', month = '', weekday = ''] = cron.trim().split(/\s+/);
  const often = oftenInWords(minute, hour);
  const days = month === '*' ? daysInWords(dayOfMonth, weekday) : undefined;
  if (often === undefined || days === undefined) return `by the clock, as ${cron} says (${timeZone})`;
  return days === 'every day' && !often.startsWith('at ') ? often : `${days}, ${often} (${timeZone})`;
}

function oftenInWords(minute: string, hour: string): string | undefined {
  if (TIME.test(minute) && TIME.test(hour)) return `at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (hour !== '*') return undefined;
  if (minute === '*' || minute === '*/1') return 'every minute';
  if (TIME.test(minute)) return `every hour, ${Number(minute)} minutes past`;
  const step = Number(/^\*\/(\d+)$/.exec(minute)?.[1]);
  // Of other steps the last of an hour is shorter.
  return step > 0 && 60 % step === 0 ? `every ${step} minutes` : undefined;
}

function daysInWords(dayOfMonth: string, weekday: string): string | undefined {
  if (dayOfMonth === '*' && weekday === '*') return 'every day';
  if (weekday === '*') return TIME.test(dayOfMonth) ? `on day ${Number(dayOfMonth)} of each month` : undefined;
  if (dayOfMonth !== '*') return undefined;
  const range = /^([0-7])-([0-7])$/.exec(weekday);
  if (range) return `${DAYS[Number(range[1])]} to ${DAYS[Number(range[2])]}`;
  return /^[0-7](,[0-7])*$/.test(weekday)
    ? weekday
        .split(',')
        .map(day => `${DAYS[Number(day)]}s`)
        .join(', ')
    : undefined;
}
