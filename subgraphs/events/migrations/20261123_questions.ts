import type { SqlMigration } from '@ticketbase/subgraph-kit';

/** What attendees are asked, and what they answered. An answer outlives its question, with the text that it had. */
export const questionsMigration: SqlMigration = {
  name: '20261123_questions',
  sql: `
    create table question (
      id uuid primary key,
      organization_id uuid not null,
      event_id uuid not null references event (id) on delete cascade,
      kind text not null check (kind in
        ('SHORT_TEXT', 'LONG_TEXT', 'SINGLE_CHOICE', 'MULTIPLE_CHOICE', 'YES_NO', 'NUMBER', 'DATE', 'EMAIL', 'PHONE')),
      label text not null,
      help_text text,
      required boolean not null,
      choices jsonb,
      ticket_type_ids jsonb,
      depends_on uuid references question (id) deferrable initially deferred,
      depends_on_values jsonb,
      sort_order int not null,
      constraint question_condition_is_whole check ((depends_on is null) = (depends_on_values is null)),
      constraint question_not_of_itself check (depends_on <> id),
      constraint question_has_choices check ((kind in ('SINGLE_CHOICE', 'MULTIPLE_CHOICE')) = (choices is not null))
    );
    create index question_by_event on question (event_id, sort_order, id);
    create index question_by_depends_on on question (depends_on) where depends_on is not null;

    create table ticket_answer (
      ticket_id uuid not null references ticket (id) on delete cascade,
      question_id uuid not null,
      organization_id uuid not null,
      position int not null,
      kind text not null,
      label text not null,
      "values" jsonb not null,
      answered_at timestamptz not null,
      primary key (ticket_id, question_id)
    );
  `,
};
