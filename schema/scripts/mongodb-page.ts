import type { CollectionDescription, FieldShape } from '@ticketbase/analytics';

/** The page on everything in MongoDB. */
export function mongodbPage(collections: readonly CollectionDescription[]): string {
  return [
    '# MongoDB',
    '',
    'The analytics subgraph keeps these collections in the database that `MONGODB_DATABASE` names. All but `page_views` follow',
    'from `domain_events`. This page is made from the descriptions that the subgraph creates its indexes from',
    '(`npm run codegen`), and `npm run check` fails when it differs.',
    '',
    collections.map(describe).join('\n'),
  ].join('\n');
}

function describe({ name, description, fields, indexes }: CollectionDescription): string {
  const rows = Object.entries(fields).map(
    ([field, shape]) => `| \`${field}\` | ${typeOf(shape)} | ${shape.description.replaceAll('|', '\\|')} |`,
  );
  const facts = indexes.map(({ name: index, key, options, purpose }) => {
    const extra = options ? `, \`${JSON.stringify(options)}\`` : '';
    return `- \`${index}\`: \`${JSON.stringify(key)}\`${extra}. ${purpose}`;
  });
  return `## ${name}\n\n${description}\n\n| field | type | |\n|---|---|---|\n${rows.join('\n')}\n\n${facts.length > 0 ? `Indexes:\n\n${facts.join('\n')}\n` : 'No index but the one of `_id`.\n'}`;
}

const typeOf = ({ bsonType }: FieldShape) => [bsonType].flat().join(' or ');
