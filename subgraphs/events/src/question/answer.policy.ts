import { asLines, asSingleLine, type Issue } from '@ticketbase/kernel';
import { z } from 'zod';
import { type TicketType, TicketTypeKind } from '../ticket-type/ticket-type.entity.ts';
import type { Question, QuestionKind } from './question.entity.ts';

/** A question as far as it decides on answers. */
export type AskedQuestion = Pick<
  Question,
  'id' | 'kind' | 'label' | 'required' | 'choices' | 'ticketTypeIds' | 'dependsOn' | 'dependsOnValues'
>;

/** What somebody says to a question. */
export interface GivenAnswer {
  readonly questionId: string;
  readonly values: readonly string[];
}

/** An answer that holds, with the question's text as it is now. */
export interface CheckedAnswer {
  readonly questionId: string;
  readonly kind: QuestionKind;
  readonly label: string;
  readonly values: string[];
}

/** Whether holders of a ticket of this type are asked at all. */
export const isAskedFor = (question: Pick<Question, 'ticketTypeIds'>, type: Pick<TicketType, 'id' | 'kind'>): boolean =>
  question.ticketTypeIds?.includes(type.id) ?? type.kind === TicketTypeKind.ADMISSION;

export const YES = 'true';
export const NO = 'false';

const NUMBER = /^-?\d{1,15}([.,]\d{1,6})?$/;
const PHONE = /^\+?[\d\s()/.-]{4,40}$/;
const email = z.email().max(254);
const date = z.iso.date();

/** Says of one value, without space around it, what is wrong with it, or undefined. */
const FAULTS: Readonly<Record<QuestionKind, (value: string, choices: readonly string[]) => string | undefined>> = {
  SHORT_TEXT: value => (value.length > 250 ? 'Must have at most 250 characters.' : undefined),
  LONG_TEXT: value => (value.length > 5_000 ? 'Must have at most 5,000 characters.' : undefined),
  SINGLE_CHOICE: (value, choices) => (choices.includes(value) ? undefined : 'Is none of the choices.'),
  MULTIPLE_CHOICE: (value, choices) => (choices.includes(value) ? undefined : 'Is none of the choices.'),
  YES_NO: value => (value === YES || value === NO ? undefined : 'Must be true or false.'),
  NUMBER: value => (NUMBER.test(value) ? undefined : 'Is not a number.'),
  DATE: value => (date.safeParse(value).success ? undefined : 'Is not a date, such as 2027-01-31.'),
  EMAIL: value => (email.safeParse(value).success ? undefined : 'Is not an e-mail address.'),
  PHONE: value => (PHONE.test(value) && /\d/.test(value) ? undefined : 'Is not a phone number.'),
};

export interface Checked {
  readonly answers: CheckedAnswer[];
  readonly issues: Issue[];
}

/**
 * Reads the answers for one ticket. A question whose condition does not hold is not asked: an answer to it is left out,
 * and so are those to what depends on it in turn. Paths begin with `path`; a required answer that is given empty is
 * named by its place, one that is not given at all by the list. `partial` leaves requirements out.
 */
export function checkAnswers(
  questions: readonly AskedQuestion[],
  type: Pick<TicketType, 'id' | 'kind'>,
  given: readonly GivenAnswer[],
  path: string,
  { partial = false }: { readonly partial?: boolean } = {},
): Checked {
  const asked = questions.filter(question => isAskedFor(question, type));
  const byId = new Map(asked.map(question => [question.id, question]));
  const places = new Map<string, number>();
  const issues: Issue[] = [];
  for (const [place, { questionId }] of given.entries()) {
    const id = questionId.toLowerCase();
    if (!byId.has(id)) issues.push({ path: `${path}.${place}.questionId`, message: 'Is not asked for this ticket.' });
    else if (places.has(id)) issues.push({ path: `${path}.${place}.questionId`, message: 'Is answered twice.' });
    else places.set(id, place);
  }
  const valuesOf = (id: string) => {
    const place = places.get(id);
    return place === undefined ? [] : cleaned(byId.get(id)!, given[place]!.values);
  };
  const isShown = (question: AskedQuestion): boolean => {
    if (question.dependsOn === null) return true;
    const decisive = byId.get(question.dependsOn);
    if (!decisive || !isShown(decisive)) return false;
    return valuesOf(decisive.id).some(value => question.dependsOnValues!.includes(value));
  };
  const answers = asked.filter(isShown).flatMap((question): CheckedAnswer[] => {
    const { id: questionId, kind, label } = question;
    const values = valuesOf(questionId);
    const place = places.get(questionId);
    const at = place === undefined ? path : `${path}.${place}`;
    const fault = faultOf(question, values);
    if (fault !== undefined) issues.push({ path: at, message: fault });
    else if (values.length === 0 && question.required && !partial)
      issues.push({ path: at, message: missing(question) });
    return values.length === 0 || fault !== undefined ? [] : [{ questionId, kind, label, values }];
  });
  return { answers, issues };
}

const cleaned = ({ kind }: AskedQuestion, values: readonly string[]) =>
  values.map(kind === 'LONG_TEXT' ? asLines : asSingleLine).filter(value => value !== '');

const missing = ({ label }: AskedQuestion) => `“${label}” must be answered.`;

function faultOf({ kind, choices }: AskedQuestion, values: readonly string[]): string | undefined {
  if (kind !== 'MULTIPLE_CHOICE' && values.length > 1) return 'Must have one value.';
  if (new Set(values).size < values.length) return 'Names a choice twice.';
  return values.map(value => FAULTS[kind](value, choices ?? [])).find(fault => fault !== undefined);
}
