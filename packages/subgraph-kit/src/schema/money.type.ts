import 'reflect-metadata';
import { formatMoney, type Money } from '@ticketbase/kernel';
import { Arg, Directive, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { CurrencyCode } from './scalars.ts';

/** An amount of money as the supergraph sees it. Services return plain `Money`. */
@Directive('@shareable')
@ObjectType('Money', { description: 'An amount of money.' })
export class MoneyType {
  @Field(() => Int, { description: 'Integer minor units of the currency, e.g. cents.' })
  amount!: number;

  @Field(() => CurrencyCode, { description: 'The ISO 4217 currency of the amount.' })
  currency!: string;
}

/** Formats amounts; `buildSubgraph` adds it to every subgraph. */
@Resolver(() => MoneyType)
export class MoneyResolver {
  @FieldResolver(() => String, { description: 'The amount as people read it, e.g. €12.50.' })
  formatted(
    @Root() money: Money,
    @Arg('locale', () => String, {
      nullable: true,
      description: 'A BCP 47 language tag such as de-DE; `en` if it is absent or unknown.',
    })
    locale?: string | null,
  ): string {
    return formatMoney(money, locale ?? undefined);
  }
}
