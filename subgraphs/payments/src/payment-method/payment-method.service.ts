import type { Money } from '@ticketbase/kernel';
import DataLoader from 'dataloader';
import type { Commands } from '../foreign/commands.ts';
import type { PluginPaymentMethod } from '../foreign/plugins.graphql.ts';
import { PaymentMethodUnavailableError } from './payment-method.errors.ts';

/** The ways to pay that an organization's plugins offer. */
export class PaymentMethodService {
  private readonly byOrganization: DataLoader<string, PluginPaymentMethod[]>;

  constructor(commands: Commands, requestId: string) {
    this.byOrganization = new DataLoader(
      ids => Promise.all(ids.map(organizationId => commands.paymentMethods({ organizationId, requestId }))),
      { batch: true },
    );
  }

  /** What can pay `total`; nothing if nothing is due. */
  async offeredFor(organizationId: string, total: Money): Promise<PluginPaymentMethod[]> {
    return total.amount === 0 ? [] : this.byOrganization.load(organizationId);
  }

  /** Throws PAYMENT_METHOD_UNAVAILABLE. */
  async require(organizationId: string, id: string): Promise<PluginPaymentMethod> {
    const offered = await this.byOrganization.load(organizationId);
    const method = offered.find(candidate => candidate.id === id);
    if (!method) throw new PaymentMethodUnavailableError(offered.map(candidate => candidate.id));
    return method;
  }
}
