import { createHash, timingSafeEqual } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { domainEvent, isId, newSecret, Viewer } from '@ticketbase/kernel';
import type { EncryptionKeys } from '@ticketbase/subgraph-kit';
import { PluginRateLimitedError } from '../action/action.errors.ts';
import type { ActionService } from '../action/action.service.ts';
import { PluginNotConfiguredError } from '../configuration/configuration.errors.ts';
import { encryptionContext } from '../configuration/field-address.ts';
import { type PluginInstallation, PluginInstallationEntity } from '../installation/installation.entity.ts';
import type { InstallationService } from '../installation/installation.service.ts';
import type { PluginService } from '../plugin/plugin.service.ts';
import { PluginUpgradeRunningError } from '../upgrade/upgrade.errors.ts';
import { UPGRADE_SECONDS } from '../upgrade/upgrade.policy.ts';
import type { PluginWebhookType, ReceiveWebhookInput } from './webhook.type.ts';
import { answerFrom, answerWith, isTaken, type WebhookAnswer } from './webhook-answer.ts';

/** Seconds after which a call that was never answered is taken to have died with its process. */
const ABANDONED_AFTER = 60;

export interface WebhookParts {
  forkTenant(organizationId: string | null): EntityManager;
  /** Runs actions for the organization, as the platform itself. */
  actionsOf(organizationId: string): ActionService;
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly plugins: PluginService;
  readonly installations: InstallationService;
  readonly encryption: EncryptionKeys;
  readonly publicUrl: string;
}

/** Calls of outside services: one address for each webhook of an installation, one effect for each body. */
export class WebhookService {
  private readonly parts: WebhookParts;

  constructor(parts: WebhookParts) {
    this.parts = parts;
  }

  /** The addresses that outside services call. Throws FORBIDDEN. */
  async of(installation: PluginInstallation): Promise<PluginWebhookType[]> {
    const { viewer, plugins, publicUrl } = this.parts;
    viewer.require('plugins:manage');
    this.parts.installations.requireView(installation);
    const { manifest } = await plugins.code(installation.versionId);
    const names = Object.keys(manifest.webhooks);
    if (names.length === 0) return [];
    const secret = await this.secretOf(installation);
    return names.map(name => ({ name, url: `${publicUrl}/webhooks/${installation.id}/${name}/${secret}` }));
  }

  /** Gives the installation new addresses; the old ones lead nowhere from then on. Throws NOT_FOUND. */
  rotate(id: string): Promise<PluginInstallation> {
    return this.parts.installations.change(id, async installation => {
      installation.sealedWebhookSecret = this.seal(installation, newSecret());
      const { viewer, requestId, plugins } = this.parts;
      const { version } = await plugins.version(installation.versionId);
      const payload = { installationId: installation.id, pluginId: installation.pluginId, version };
      return domainEvent('plugin.webhook_addresses_rotated', payload, { viewer, requestId });
    });
  }

  /**
   * Hands a call to the plugin. The address is the permission; one that leads nowhere, for whatever reason, is a 404. What
   * the plugin could not take is answered so that the service calls again.
   */
  async receive({ installation: id, webhook, secret, headers, body }: ReceiveWebhookInput): Promise<WebhookAnswer> {
    const where = { id, enabled: true, uninstalledAt: null };
    const anyTenant = { filters: { tenant: false } } as const;
    const installation = isId(id)
      ? await this.parts.forkTenant(null).findOne(PluginInstallationEntity, where, anyTenant)
      : null;
    if (!installation || !this.isSecretOf(installation, secret)) return answerWith(404);
    const { manifest } = await this.parts.plugins.code(installation.versionId);
    const declared = Object.hasOwn(manifest.webhooks, webhook) ? manifest.webhooks[webhook] : undefined;
    if (!declared) return answerWith(404);
    const bytes = Buffer.from(body, 'base64');
    return this.once(installation, webhook, bytes, () =>
      this.run(installation, declared.action, { webhook, headers, ...asText(bytes) }),
    );
  }

  private async run(installation: PluginInstallation, action: string, call: object): Promise<WebhookAnswer> {
    const { organizationId, pluginId } = installation;
    const params = { ...call, receivedAt: new Date().toISOString() };
    try {
      const outcome = await this.parts.actionsOf(organizationId).execute({ pluginId, action, params });
      return outcome.ok ? answerFrom(outcome.data) : answerWith(outcome.error?.retryable ? 503 : 500);
    } catch (error) {
      if (error instanceof PluginRateLimitedError)
        return answerWith(429, null, Number(error.details?.retryAfter ?? 60));
      if (error instanceof PluginNotConfiguredError) return answerWith(503);
      if (error instanceof PluginUpgradeRunningError) return answerWith(503, null, UPGRADE_SECONDS);
      throw error;
    }
  }

  /** The first answer again for the same body; a 409 while the first call is still at work. */
  private async once(
    { id, organizationId }: PluginInstallation,
    webhook: string,
    body: Buffer,
    work: () => Promise<WebhookAnswer>,
  ): Promise<WebhookAnswer> {
    const em = this.parts.forkTenant(organizationId);
    const identity = [id, webhook, createHash('sha256').update(body).digest('hex')];
    const where = 'installation_id = ? and webhook = ? and body_hash = ?';
    const claimed = await em.execute(
      `insert into webhook_receipt (installation_id, webhook, body_hash, organization_id) values (?, ?, ?, ?)
       on conflict (installation_id, webhook, body_hash) do update set received_at = now()
         where webhook_receipt.status is null
           and webhook_receipt.received_at < now() - make_interval(secs => ?)
       returning body_hash`,
      [...identity, organizationId, ABANDONED_AFTER],
    );
    if (claimed.length === 0) {
      const [earlier] = await em.execute<{ status: number | null; answer: string | null }[]>(
        `select status, answer from webhook_receipt where ${where}`,
        identity,
      );
      return earlier?.status ? answerWith(earlier.status, earlier.answer) : answerWith(409, null, ABANDONED_AFTER);
    }
    const forget = () => em.execute(`delete from webhook_receipt where ${where} and status is null`, identity);
    let answer: WebhookAnswer;
    try {
      answer = await work();
    } catch (error) {
      await forget();
      throw error;
    }
    if (!isTaken(answer)) await forget();
    else
      await em.execute(`update webhook_receipt set status = ?, answer = ? where ${where}`, [
        answer.status,
        answer.body,
        ...identity,
      ]);
    return answer;
  }

  /** Made when it is first asked for; of two who ask at once, both get the same. */
  private async secretOf(installation: PluginInstallation): Promise<string> {
    const em = this.parts.forkTenant(installation.organizationId);
    if (!installation.sealedWebhookSecret) {
      const sealed = this.seal(installation, newSecret());
      const [row] = await em.execute<{ sealed: string }[]>(
        `update plugin_installation set sealed_webhook_secret = coalesce(sealed_webhook_secret, ?)
          where id = ? and organization_id = ? returning sealed_webhook_secret as sealed`,
        [sealed, installation.id, installation.organizationId],
      );
      installation.sealedWebhookSecret = row?.sealed ?? sealed;
    }
    return this.open(installation, installation.sealedWebhookSecret);
  }

  private isSecretOf(installation: PluginInstallation, given: string): boolean {
    if (!installation.sealedWebhookSecret) return false;
    return timingSafeEqual(digest(this.open(installation, installation.sealedWebhookSecret)), digest(given));
  }

  private seal(installation: PluginInstallation, secret: string): string {
    return this.parts.encryption.encrypt(secret, addressOf(installation));
  }

  private open(installation: PluginInstallation, sealed: string): string {
    return this.parts.encryption.decrypt(sealed, addressOf(installation));
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest();

const addressOf = ({ organizationId, pluginId, id }: PluginInstallation) =>
  encryptionContext({ organizationId, pluginId, field: `webhook:${id}` });

/** The body as text if it is text, so that the plugin can check its signature without decoding. */
function asText(body: Buffer): { body: string; encoding: 'utf8' | 'base64' } {
  const text = body.toString('utf8');
  return Buffer.from(text, 'utf8').equals(body)
    ? { body: text, encoding: 'utf8' }
    : { body: body.toString('base64'), encoding: 'base64' };
}
