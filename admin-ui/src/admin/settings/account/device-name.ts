const BROWSERS: ReadonlyArray<readonly [RegExp, string]> = [
  // Order matters: browsers name those they resemble as well.
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const SYSTEMS: ReadonlyArray<readonly [RegExp, string]> = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** What people would call the device that sent a `User-Agent`: `Firefox on Linux`, or the header itself if unknown. */
export function deviceName(userAgent: string | null | undefined): string {
  if (!userAgent) return 'An unknown device';
  const nameIn = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = nameIn(BROWSERS);
  const system = nameIn(SYSTEMS);
  if (!browser) return userAgent;
  return system ? `${browser} on ${system}` : browser;
}
