import { severalLines, singleLine } from '@ticketbase/kernel';
import { Field, ID, InputType, Int } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { QuestionKind } from './question.entity.ts';

@InputType('QuestionConditionInput', { description: 'When a question is asked.' })
export class QuestionConditionInput {
  @Field(() => ID, { description: 'Another question of the event: a choice, or one of yes or no.' })
  questionId!: string;

  @Field(() => [String], { description: 'The answers to it of which one must be given; true or false for yes or no.' })
  values!: string[];
}

@InputType('QuestionInput', {
  description:
    'A question. On an update a field that is left out stays as it is, and one that is null goes back to its default.',
})
export class QuestionInput {
  @Field(() => QuestionKind, { description: 'How it is answered.' })
  kind!: QuestionKind;

  @Field(() => String, { description: 'What is asked, at most 250 characters.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What helps to answer it, at most 1,000 characters.' })
  helpText?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True if nobody can buy without an answer, where it is asked; false by default.',
  })
  required?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'For a choice: what is chosen among, 1 to 100, each of at most 200 characters.',
  })
  choices?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The ticket types it is asked for, at most 100; every type of admission by default.',
  })
  ticketTypeIds?: string[] | null;

  @Field(() => QuestionConditionInput, { nullable: true, description: 'When it is asked; always by default.' })
  condition?: QuestionConditionInput | null;

  @Field(() => Int, { nullable: true, description: 'Its place among the questions, lowest first; 0 by default.' })
  sortOrder?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a creation safe to repeat: the same key and input answer with what was created first.',
  })
  idempotencyKey?: string | null;
}

const unique = (values: readonly string[]) => new Set(values).size === values.length;
const choice = singleLine({ most: 200 });
const CHOICES: readonly QuestionKind[] = [QuestionKind.SINGLE_CHOICE, QuestionKind.MULTIPLE_CHOICE];

/** The rules for a question that concern the input alone. */
export const questionInput = z
  .object({
    kind: z.enum(QuestionKind),
    label: singleLine({ most: 250 }),
    helpText: severalLines({ most: 1_000, mayBeEmpty: true }).nullish(),
    required: z.boolean().nullish(),
    choices: z
      .array(choice)
      .min(1, 'Must not be empty.')
      .max(100, 'Must have at most 100 entries.')
      .refine(unique, 'Names a choice twice.')
      .nullish(),
    ticketTypeIds: z
      .array(z.string().toLowerCase())
      .min(1, 'Must not be empty.')
      .max(100, 'Must have at most 100 entries.')
      .refine(unique, 'Names a ticket type twice.')
      .nullish(),
    condition: z
      .object({
        questionId: z.string().toLowerCase(),
        values: z
          .array(singleLine({ most: 5_000, mayBeEmpty: true }))
          .min(1, 'Must not be empty.')
          .max(100, 'Must have at most 100 entries.')
          .refine(unique, 'Names an answer twice.'),
      })
      .nullish(),
    sortOrder: z.int().min(-10_000).max(10_000).nullish(),
  })
  .superRefine(({ kind, choices }, context) => {
    const fault = (message: string) => context.addIssue({ code: 'custom', path: ['choices'], message });
    if (CHOICES.includes(kind) && choices === null) fault('Goes with a choice: what is chosen among.');
    if (!CHOICES.includes(kind) && choices != null) fault(`Does not go with ${kind}.`);
  });
export type QuestionValues = z.infer<typeof questionInput>;
