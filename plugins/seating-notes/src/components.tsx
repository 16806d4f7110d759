import { Button, Notice, TextField, useAction, useConfiguration, useInput, useOnSave } from '@ticketbase/plugin-sdk/ui';
import { useEffect, useState } from 'react';
import type {
  Configuration,
  EditNoteInput,
  ReadNoteParams,
  ReadNoteResult,
  SaveNoteParams,
  SaveNoteResult,
  ShownNoteInput,
} from './generated/plugin.ts';

const LABEL = 'What buyers should know about where they sit';

/** In the form of a new event: kept once the event is. */
export function NewNote() {
  const [note, setNote] = useState('');
  const save = useAction<SaveNoteParams, SaveNoteResult>('save-note');
  useOnSave(async ({ eventId }) => {
    if (note.trim() && !(await save.run({ eventId, note }))) throw new Error('The note was not kept.');
  });
  return (
    <TextField label={LABEL} value={note} maxLength={2000} onChange={event => setNote(event.currentTarget.value)} />
  );
}

/** Beside an event in the administration. */
export function EditNote() {
  const { event } = useInput<EditNoteInput>();
  const read = useNote(event?.id);
  const save = useAction<SaveNoteParams, SaveNoteResult>('save-note');
  const [typed, setTyped] = useState<string>();
  if (!event) return null;
  const note = typed ?? read.data?.note ?? '';
  return (
    <form
      onSubmit={submitted => {
        submitted.preventDefault();
        void save.run({ eventId: event.id, note });
      }}
    >
      <TextField
        label={LABEL}
        value={note}
        maxLength={2000}
        onChange={change => setTyped(change.currentTarget.value)}
      />
      <Button type="submit" kind="primary" busy={save.running}>
        Save the note
      </Button>
      {save.data && <Notice kind="good">{save.data.note ? 'Buyers see it now.' : 'There is no note now.'}</Notice>}
      {save.error && <Notice kind="bad">{save.error.message}</Notice>}
    </form>
  );
}

/** Below the tickets that a buyer chooses from. */
export function ShownNote() {
  const { event } = useInput<ShownNoteInput>();
  const { heading } = useConfiguration<Configuration>();
  const { data } = useNote(event?.id);
  if (!data?.note) return null;
  return (
    <>
      <h3>{heading ?? 'Seating'}</h3>
      <p style={{ whiteSpace: 'pre-line' }}>{data.note}</p>
    </>
  );
}

function useNote(eventId: string | undefined) {
  const read = useAction<ReadNoteParams, ReadNoteResult>('read-note');
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each event, not after each answer
  useEffect(() => {
    if (eventId) void read.run({ eventId });
  }, [eventId]);
  return read;
}
