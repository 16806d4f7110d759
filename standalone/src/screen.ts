import type { StandaloneConfig } from './config.ts';
import type { DemoAccount } from './demo/seed-demo.ts';

/** The facts of the closing screen: where to look, and in development who to be. */
export function closingScreen(
  config: StandaloneConfig,
  demo: DemoAccount | undefined,
): Array<readonly [string, string]> {
  const base = config.publicUrl;
  return [
    ['Admin', `${base}/admin`],
    ['Shop', `${base}/shop`],
    ['GraphQL', `${base}/graphql`],
    ['Explorer', `${base}/explorer`],
    ...(config.environment.SMTP_URL ? [] : [['Mail', `${base}/dev/mail`] as const]),
    // In production nothing is embedded.
    ...(config.production ? [] : [['Data', config.dataDir] as const]),
    ...(demo ? [['Demo sign-in', `${demo.email}  ${demo.password}  (development only)`] as const] : []),
  ];
}
