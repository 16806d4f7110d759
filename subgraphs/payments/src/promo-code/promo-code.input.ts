import { isCurrency, isId } from '@ticketbase/kernel';
import { CurrencyCode, DateTime, Field, ID, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { LARGEST_AMOUNT } from '../pricing/limits.ts';
import { PromoCodeKind } from './promo-code.type.ts';

@InputType('PromoCodeInput', { description: 'A promo code to make.' })
export class PromoCodeInput {
  @Field(() => String, { description: 'What buyers type: 3 to 40 letters, digits, - or _; stored in capitals.' })
  code!: string;

  @Field(() => ID, { nullable: true, description: 'The only event it holds for; all events if absent.' })
  eventId?: string | null;

  @Field(() => PromoCodeKind, { description: 'How it lowers the price.' })
  kind!: PromoCodeKind;

  @Field(() => Int, { nullable: true, description: 'For PERCENTAGE: basis points, 1 to 10,000. 1,000 is 10 %.' })
  basisPoints?: number | null;

  @Field(() => Int, { nullable: true, description: 'For FIXED: minor units of the currency per order, above 0.' })
  amount?: number | null;

  @Field(() => CurrencyCode, { nullable: true, description: 'For FIXED: the currency of the amount.' })
  currency?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many orders may use it; no limit if absent.' })
  maxUses?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many orders of one buyer, known by the email address without case and +tag, may use it; no limit if absent.',
  })
  maxUsesPerBuyer?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'From when it holds.' })
  startsAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Until when it holds; after startsAt.' })
  endsAt?: Date | null;

  @Field(() => [ID], { nullable: true, description: 'The ticket types it lowers, at most 100; all if absent.' })
  ticketTypeIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same key and input return the promo code that was made first. 1 to 200 characters.',
  })
  idempotencyKey?: string | null;
}

/** What says by how much a code of a kind lowers the price. */
const PARTS_OF: Readonly<Record<PromoCodeKind, ReadonlyArray<'basisPoints' | 'amount' | 'currency'>>> = {
  PERCENTAGE: ['basisPoints'],
  FIXED: ['amount', 'currency'],
  ACCESS: [],
};

const id = z.string().refine(isId, { error: 'Is not an id.' });

export const promoCodeInput = z
  .object({
    code: z
      .string()
      .trim()
      .regex(/^[\w-]{3,40}$/, { error: 'Must be 3 to 40 letters, digits, - or _.' })
      .transform(code => code.toUpperCase()),
    eventId: id.nullish(),
    kind: z.enum(PromoCodeKind),
    basisPoints: z.int().min(1).max(10_000).nullish(),
    amount: z.int().min(1).max(LARGEST_AMOUNT).nullish(),
    currency: z.string().refine(isCurrency, { error: 'Is not an ISO 4217 code.' }).nullish(),
    maxUses: z.int().min(1).max(LARGEST_AMOUNT).nullish(),
    maxUsesPerBuyer: z.int().min(1).max(LARGEST_AMOUNT).nullish(),
    startsAt: z.date().nullish(),
    endsAt: z.date().nullish(),
    ticketTypeIds: z.array(id).min(1).max(100).nullish(),
    idempotencyKey: z.string().min(1).max(200).nullish(),
  })
  .superRefine((input, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const wanted = PARTS_OF[input.kind];
    for (const part of ['basisPoints', 'amount', 'currency'] as const) {
      if (wanted.includes(part) && input[part] == null) fault(part, `Goes with ${input.kind}.`);
      if (!wanted.includes(part) && input[part] != null) fault(part, `Does not go with ${input.kind}.`);
    }
    if (input.startsAt && input.endsAt && input.endsAt <= input.startsAt) fault('endsAt', 'Must be after startsAt.');
  });
