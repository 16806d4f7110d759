import type { SqlMigration } from '@ticketbase/subgraph-kit';

const base64url = (part: string) => `rtrim(translate(sealed ->> '${part}', '+/', '-_'), '=')`;
const asText = `concat_ws('.', sealed ->> 'keyId', ${['iv', 'tag', 'data'].map(base64url).join(', ')})`;

/** What is encrypted is written as everywhere else: `<key id>.<iv>.<tag>.<ciphertext>`, one text. */
export const sealedText: SqlMigration = {
  name: '20261123_sealed_text',
  sql: `
    update plugin_installation set sealed_configuration = (
      select coalesce(jsonb_object_agg(field, to_jsonb(${asText})), '{}')
        from jsonb_each(sealed_configuration) as entry(field, sealed)
    );
    update idempotency_key set result = (select to_jsonb(${asText}) from (select result as sealed) as kept)
      where operation = 'plugin-action' and jsonb_typeof(result) = 'object';
  `,
};
