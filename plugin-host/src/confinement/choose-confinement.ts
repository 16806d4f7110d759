import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { bubblewrap } from './bubblewrap.ts';
import { type Confinement, PROTECTIONS, type Protection, UNCONFINED } from './confinement.ts';
import { unshare } from './unshare.ts';

/** Which confinement to use: the strongest that works here, or the one named and no other. */
export const CONFINEMENT_CHOICES = ['auto', 'bubblewrap', 'unshare', 'none'] as const;
export type ConfinementChoice = (typeof CONFINEMENT_CHOICES)[number];

/** Where the programs lie; the environment is empty, so there is no PATH to ask. */
const PROGRAM_FOLDERS = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin'];

/** A confinement that works here, and what it does not keep away. */
export interface Chosen<Proof> {
  readonly confinement: Confinement;
  readonly missing: readonly Protection[];
  /** What the attempt under it gave; undefined where nothing had to be tried. */
  readonly proof: Proof | undefined;
  /** Why stronger ones were not chosen. */
  readonly faults: readonly string[];
}

/**
 * The strongest confinement under which `attempt` succeeds; what a machine or a container allows is tried, not guessed.
 * @throws Error when the one that was asked for does not work
 */
export async function chooseConfinement<Proof>(
  choice: ConfinementChoice,
  attempt: (confinement: Confinement) => Promise<Proof>,
): Promise<Chosen<Proof>> {
  const faults: string[] = [];
  for (const confinement of choice === 'none' ? [] : candidates(choice, faults)) {
    try {
      const proof = await attempt(confinement);
      const missing = PROTECTIONS.filter(each => !confinement.protects.includes(each));
      return { confinement, missing, proof, faults };
    } catch (error) {
      faults.push(`${confinement.name}: ${(error as Error).message}`);
    }
  }
  if (choice === 'auto' || choice === 'none')
    return { confinement: UNCONFINED, missing: PROTECTIONS, proof: undefined, faults };
  throw new Error(`workers cannot be confined by ${choice}: ${faults.join('; ')}`);
}

function candidates(choice: ConfinementChoice, faults: string[]): Confinement[] {
  const isRoot = process.getuid?.() === 0;
  const [bwrap, setpriv, unsharing] = [program('bwrap'), program('setpriv'), program('unshare')];
  if (!bwrap) faults.push('bubblewrap: there is no bwrap');
  if (!setpriv || !unsharing) faults.push('unshare: there is no unshare or no setpriv');
  const all = [
    ...(bwrap && isRoot && setpriv ? [bubblewrap({ bwrap, setpriv, isRoot })] : []),
    // Where files are readable to their owner only, nobody cannot read the worker's code, and a user namespace must do.
    ...(bwrap ? [bubblewrap({ bwrap, setpriv: undefined, isRoot })] : []),
    ...(unsharing && setpriv ? [unshare({ unshare: unsharing, setpriv, isRoot })] : []),
  ];
  return all.filter(({ name }) => choice === 'auto' || choice === name);
}

function program(name: string): string | undefined {
  return PROGRAM_FOLDERS.map(folder => path.join(folder, name)).find(file => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
