import { DateTime, Directive, Field, ObjectType, Url } from '@ticketbase/subgraph-kit/graphql';

@Directive('@shareable')
@ObjectType('ExportedList', { description: 'A list as a CSV file, behind a link that is good once.' })
export class ExportedListType {
  @Field(() => Url, { description: 'Where the file is, once, for whoever has the link.' })
  url!: string;

  @Field(() => DateTime, { description: 'Until when the link must be opened.' })
  expiresAt!: Date;
}
