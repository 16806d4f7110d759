import { majorUnits, minorUnits } from './minor-units.ts';

// A percentage has two places of basis points, as a euro has two places of cents.
const PLACES_OF = 'EUR';

/** What someone typed as a percentage, such as `2.5`, in basis points. Undefined for what is none, or is finer. */
export const basisPointsOf = (text: string): number | undefined => minorUnits(text.replace(/\s*%$/, ''), PLACES_OF);

/** Basis points as a percentage that people can edit: 250 is `2.5`. */
export const percentOf = (basisPoints: number): string => Number(majorUnits(basisPoints, PLACES_OF)).toString();
