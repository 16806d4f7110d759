import type { Theme } from './bridge.ts';

/** The tokens that components may use: those of ui/tokens.css. */
const TOKENS = [
  '--ground',
  '--surface',
  '--surface-raised',
  '--line',
  '--ink',
  '--ink-soft',
  '--accent',
  '--accent-ink',
  '--accent-soft',
  '--good',
  '--good-soft',
  '--warn',
  '--warn-soft',
  '--bad',
  '--bad-soft',
  '--radius',
  '--font',
  '--mono',
] as const;

const dark = () => window.matchMedia('(prefers-color-scheme: dark)');

/** What the page looks like now. */
export function currentTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const tokens = Object.fromEntries(TOKENS.map(name => [name, style.getPropertyValue(name).trim()]));
  return { scheme: dark().matches ? 'dark' : 'light', tokens };
}

/** Calls back when the page's colours change; what is answered ends that. */
export function onThemeChange(changed: () => void): () => void {
  const query = dark();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
