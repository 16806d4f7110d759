import { domainEvent } from '@ticketbase/kernel';
import { type EncryptionKeys, recordEvents } from '@ticketbase/subgraph-kit';
import { once } from '../once.ts';
import type { RequestScope } from '../request-scope.ts';
import { newKeyPair } from './key-pair.ts';
import type { KeyRing } from './key-ring.ts';
import { type SigningKey, SigningKeyEntity } from './signing-key.entity.ts';
import { type SigningKeyObject, SigningKeyStatus } from './signing-key.type.ts';

/** The signing keys of the viewer's organization. */
export class SigningKeyService {
  private readonly scope: RequestScope;
  private readonly keys: KeyRing;
  private readonly encryption: EncryptionKeys;

  constructor(scope: RequestScope, keys: KeyRing, encryption: EncryptionKeys) {
    this.scope = scope;
    this.keys = keys;
    this.encryption = encryption;
  }

  /** Every key that ever signed, the current one first. */
  async list(): Promise<SigningKeyObject[]> {
    // The first is made by whoever asks first.
    await this.keys.current(this.scope.viewer.requireOrganization());
    const found = await this.scope.em.find(SigningKeyEntity, {}, { orderBy: { createdAt: 'desc', id: 'asc' } });
    return found.map(seen);
  }

  /**
   * Signs with a new pair from now on. What was signed before stays good, or is void if the key before is revoked: its
   * tickets must be opened anew. Throws IDEMPOTENCY_KEY_REUSED.
   */
  async rotate(revokePrevious: boolean, key: string | null | undefined): Promise<SigningKeyObject[]> {
    const organizationId = this.scope.viewer.requireOrganization();
    await once(this.scope, { operation: 'rotateTicketSigningKey', key, input: { revokePrevious } }, async tx => {
      await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
        `ticket-signing-key:${organizationId}`,
      ]);
      const now = new Date();
      await tx.nativeUpdate(
        SigningKeyEntity,
        { retiredAt: null },
        { retiredAt: now, revokedAt: revokePrevious ? now : null },
      );
      const pair = newKeyPair(organizationId, this.encryption);
      await tx.insert(SigningKeyEntity, {
        ...{ ...pair, organizationId, createdAt: now, retiredAt: null, revokedAt: null },
      });
      const payload = { keyId: pair.id, revokedPrevious: revokePrevious };
      await recordEvents(tx, domainEvent('ticket.signing_key_rotated', payload, this.scope));
      return pair.id;
    });
    this.keys.forget();
    return this.list();
  }
}

const seen = ({ id, publicKey, createdAt, retiredAt, revokedAt }: SigningKey): SigningKeyObject => ({
  ...{ id, algorithm: 'Ed25519', publicKey, validFrom: createdAt, retiredAt, revokedAt },
  status: revokedAt ? SigningKeyStatus.REVOKED : retiredAt ? SigningKeyStatus.RETIRED : SigningKeyStatus.CURRENT,
});
