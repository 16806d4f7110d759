/** Compares two semantic versions; negative if the first is older. A pre-release is older than its release. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [split(a), split(b)];
  for (const [index, number] of first.numbers.entries()) {
    const difference = number - (second.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (!first.label || !second.label) return Number(first.label === '') - Number(second.label === '');
  return first.label.localeCompare(second.label, 'en', { numeric: true });
}

function split(version: string) {
  const [core = '', ...label] = (version.split('+')[0] ?? '').split('-');
  return { numbers: core.split('.').map(Number), label: label.join('-') };
}
