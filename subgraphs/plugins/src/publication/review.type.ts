import { Field, Int, Json, ObjectType, registerEnumType, Url } from '@ticketbase/subgraph-kit/graphql';
import { FINDING_CODES } from '../scan/finding.ts';

export const FindingSeverity = { INFO: 'INFO', WARNING: 'WARNING', SEVERE: 'SEVERE' } as const;
registerEnumType(FindingSeverity, {
  name: 'FindingSeverity',
  description: 'How much it weighs what was found in a bundle.',
  valuesConfig: {
    INFO: { description: 'Good to know.' },
    WARNING: { description: 'A reviewer looks at it.' },
    SEVERE: { description: 'No version may have it: publishing is refused.' },
  },
});

const codes = Object.keys(FINDING_CODES) as (keyof typeof FINDING_CODES)[];
export const FindingCode = Object.fromEntries(codes.map(code => [code, code])) as {
  [Code in (typeof codes)[number]]: Code;
};
registerEnumType(FindingCode, {
  name: 'FindingCode',
  description: 'What was found in a bundle.',
  valuesConfig: Object.fromEntries(codes.map(code => [code, { description: FINDING_CODES[code] }])),
});

@ObjectType('PluginFinding', { description: 'What was found when a bundle was looked through.' })
export class PluginFindingType {
  @Field(() => FindingSeverity, { description: 'How much it weighs.' })
  severity!: keyof typeof FindingSeverity;

  @Field(() => FindingCode, { description: 'What kind of finding it is.' })
  code!: keyof typeof FindingCode;

  @Field(() => String, { description: 'The file of the bundle.' })
  file!: string;

  @Field(() => Int, { nullable: true, description: 'The line, counted from 1; null if it is about the whole file.' })
  line!: number | null;

  @Field(() => String, { description: 'What it is, without any secret.' })
  message!: string;
}

@ObjectType('PluginFile', { description: 'A file of a bundle.' })
export class PluginFileType {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Int, { description: 'Its size.' })
  bytes!: number;
}

@ObjectType('ManifestChange', { description: 'A difference between two manifests.' })
export class ManifestChangeType {
  @Field(() => String, { description: 'Dotted path in plugin.json.' })
  path!: string;

  @Field(() => Json, { nullable: true, description: 'What stood there; null if nothing.' })
  before!: unknown;

  @Field(() => Json, { nullable: true, description: 'What stands there; null if nothing.' })
  after!: unknown;
}

@ObjectType('PluginReview', {
  description: 'What a version is reviewed by, and what came of it; for operators and the plugin’s publisher.',
})
export class PluginReviewType {
  @Field(() => String, {
    nullable: true,
    description: 'The version that it is compared with: the published one before it; null for the first.',
  })
  previousVersion!: string | null;

  @Field(() => [ManifestChangeType], { description: 'What differs in plugin.json from that; all of it for the first.' })
  changes!: ManifestChangeType[];

  @Field(() => [String], { description: 'Scopes that it asks for and that one did not.' })
  addedPermissions!: string[];

  @Field(() => [String], { description: 'Hosts that it may reach and that one could not.' })
  addedHosts!: string[];

  @Field(() => [String], {
    description: 'Fields that its components are given and that one’s were not, as Type.field.',
  })
  addedFields!: string[];

  @Field(() => [PluginFindingType], { description: 'What was found in its bundle.' })
  findings!: readonly PluginFindingType[];

  @Field(() => [PluginFileType], { description: 'What its bundle holds.' })
  files!: PluginFileType[];

  @Field(() => Url, { description: 'Where the bundle can be fetched for an hour.' })
  bundleUrl!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the operator who decided about it wrote for its publisher.',
  })
  note!: string | null;
}
