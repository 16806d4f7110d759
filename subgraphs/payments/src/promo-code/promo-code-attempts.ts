import { AttemptLimit, type Database } from '@ticketbase/subgraph-kit';
import { TooManyPromoCodesError } from './promo-code.errors.ts';

/** Codes that do not hold which one client may give: many mistypings, and too few to find one. */
export const promoCodeLimit = new AttemptLimit({ table: 'promo_code_attempt', key: 'client_key', most: 20 });

/** The promo codes that one client gives in vain. Codes that hold cost one look, however many share an address. */
export class PromoCodeAttempts {
  private readonly database: Database;
  private readonly clientKey: string | null;

  /** `clientKey`: a keyed hash of who asks; nothing is counted if that is not known. */
  constructor(database: Database, clientKey: string | null) {
    this.database = database;
    this.clientKey = clientKey;
  }

  /** Throws TOO_MANY_PROMO_CODES. Guesses that arrive together pass together, and are all counted. */
  async requireFew(): Promise<void> {
    if (this.clientKey === null) return;
    const wait = await promoCodeLimit.wait(this.database.forkTenant(null), this.clientKey);
    if (wait !== undefined) throw new TooManyPromoCodesError(wait);
  }

  /** Counts a code that does not hold. */
  async count(): Promise<void> {
    if (this.clientKey !== null) await promoCodeLimit.count(this.database.forkTenant(null), this.clientKey);
  }
}
