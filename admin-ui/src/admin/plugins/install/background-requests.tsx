import { scheduleInWords } from './schedule-in-words.ts';

interface ScheduleRequest {
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly action: string;
}

interface SecretRequest {
  readonly name: string;
  readonly title: string;
  readonly withheld: boolean;
  readonly hosts: readonly string[];
}

/** What a version does by the clock, and where the secrets may go that it is given. */
export interface BackgroundRequest {
  readonly schedules: readonly ScheduleRequest[];
  readonly secrets: readonly SecretRequest[];
}

/** One item of a list for each schedule and each secret. */
export function BackgroundRequests({ schedules, secrets }: BackgroundRequest) {
  return (
    <>
      {schedules.map(schedule => (
        <li key={`schedule-${schedule.name}`}>
          Runs by itself {scheduleInWords(schedule)}: <code className="soft">{schedule.action}</code>
        </li>
      ))}
      {secrets.map(({ name, title, withheld, hosts }) => (
        <li key={`secret-${name}`}>
          {withheld ? 'Uses, without ever seeing it, the secret' : 'Is given the secret'} <strong>{title}</strong>
          {hosts.length > 0 ? ', which may be sent to ' : ', which is sent nowhere.'}
          {hosts.length > 0 && <code className="soft">{hosts.join(', ')}</code>}
        </li>
      ))}
    </>
  );
}

/** What a newer version does by the clock and with secrets that the older one did not; of a secret, the hosts that are new. */
export function widenedBackground(before: BackgroundRequest, after: BackgroundRequest): BackgroundRequest {
  const known = new Map(before.secrets.map(secret => [secret.name, secret]));
  return {
    schedules: after.schedules.filter(
      ({ cron, timeZone, action }) =>
        !before.schedules.some(each => each.cron === cron && each.timeZone === timeZone && each.action === action),
    ),
    secrets: after.secrets.flatMap(secret => {
      const old = known.get(secret.name);
      // Code that gets what it had a handle of could send it wherever it sends things.
      if (!old || (old.withheld && !secret.withheld)) return [secret];
      const hosts = secret.hosts.filter(host => !old.hosts.includes(host));
      return hosts.length > 0 ? [{ ...secret, hosts }] : [];
    }),
  };
}
