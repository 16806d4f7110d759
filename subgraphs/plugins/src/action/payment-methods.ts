import type { EntityManager } from '@mikro-orm/postgresql';
import type { ConfigurationService } from '../configuration/configuration.service.ts';
import { type PluginInstallation, PluginInstallationEntity } from '../installation/installation.entity.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import type { PluginPaymentMethodType } from './action.type.ts';

/** The ways to pay that the organization's plugins offer: enabled ones whose settings are complete. */
export async function paymentMethods(
  em: EntityManager,
  plugins: PluginService,
  configurations: ConfigurationService,
): Promise<PluginPaymentMethodType[]> {
  const where = { enabled: true, uninstalledAt: null };
  const installations = await em.find(PluginInstallationEntity, where, { orderBy: { pluginId: 'asc' } });
  const methods = await Promise.all(
    installations.map(async installation => {
      const { payment } = (await plugins.code(installation.versionId)).manifest;
      if (!payment || !(await configurations.isComplete(installation))) return [];
      return payment.methods.map(method => toPaymentMethod(installation, payment, method));
    }),
  );
  return methods.flat();
}

type Payment = NonNullable<Awaited<ReturnType<PluginService['code']>>['manifest']['payment']>;

const toPaymentMethod = (
  { id: installationId, pluginId }: PluginInstallation,
  payment: Payment,
  method: Payment['methods'][number],
): PluginPaymentMethodType => ({
  id: `${pluginId}:${method.id}`,
  pluginId,
  installationId,
  methodId: method.id,
  label: method.label,
  description: method.description ?? null,
  startAction: payment.start,
  confirmAction: payment.confirm ?? null,
  refundAction: payment.refund ?? null,
});
