import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmAct } from '../../ui/confirm-act.tsx';
import { TextField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { Empty, Failure, faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import { useViewer } from '../viewer/viewer.tsx';
import type { ShownEvent } from './event-page.tsx';

const UploadMutation = graphql(`
  mutation UploadEventImage($eventId: ID!, $file: Upload!, $alt: String, $idempotencyKey: String) {
    uploadEventImage(eventId: $eventId, file: $file, alt: $alt, idempotencyKey: $idempotencyKey) { id }
  }
`);

const DeleteMutation = graphql(`mutation DeleteEventImage($id: ID!) { deleteEventImage(id: $id) }`);

type Picture = ShownEvent['images'][number];

/** The event's pictures. */
export function EventImages({ event }: { readonly event: ShownEvent }) {
  const viewer = useViewer();
  const [removing, setRemoving] = useState<Picture>();
  const canChange = viewer.can('events:write') && (event.status === 'DRAFT' || event.status === 'PUBLISHED');
  return (
    <section className="card stack" aria-labelledby="pictures">
      <h2 id="pictures">Pictures</h2>
      {event.images.length === 0 && <Empty title="No pictures yet" />}
      {event.images.length > 0 && (
        <ul className="pictures">
          {event.images.map(image => (
            <li key={image.id} className="stack" style={{ gap: '0.5rem' }}>
              <img src={image.url} alt={image.alt ?? ''} width={image.width} height={image.height} loading="lazy" />
              <span className="soft">{image.alt ?? 'Without a description'}</span>
              {canChange && (
                <Button
                  look="danger"
                  aria-label={`Remove picture: ${image.alt ?? 'without a description'}`}
                  onClick={() => setRemoving(image)}
                >
                  Remove
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {canChange && event.images.length < 20 && <UploadForm key={event.images.length} eventId={event.id} />}
      {removing && <RemoveDialog image={removing} onClose={() => setRemoving(undefined)} />}
    </section>
  );
}

/** Begins anew once the picture is in the list: its key counts the pictures. */
function UploadForm({ eventId }: { readonly eventId: string }) {
  const [idempotencyKey] = useIdempotencyKey();
  const [{ fetching, error }, upload] = useMutation(UploadMutation);
  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const form = new FormData(submitted.currentTarget);
    const file = form.get('file');
    if (file instanceof File && file.size > 0) {
      void upload({ eventId, file, alt: textOf(form, 'alt'), idempotencyKey }, { additionalTypenames: ['EventImage'] });
    }
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="columns">
        <TextField
          label="Picture"
          name="file"
          type="file"
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
          required
          hint="JPEG, PNG, WebP, AVIF or GIF, at most 8 MiB."
          fault={faultOf(error, 'file')}
        />
        <TextField
          label="What it shows"
          name="alt"
          maxLength={300}
          hint="For those who cannot see it."
          fault={faultOf(error, 'alt')}
        />
      </div>
      {error && <Failure error={error} />}
      <span>
        <Button type="submit" busy={fetching}>
          Upload
        </Button>
      </span>
    </form>
  );
}

function RemoveDialog({ image, onClose }: { readonly image: Picture; readonly onClose: () => void }) {
  const [, remove] = useMutation(DeleteMutation);
  return (
    <ConfirmAct
      title="Remove this picture?"
      action="Remove"
      act={() => remove({ id: image.id }, { additionalTypenames: ['EventImage'] })}
      onClose={onClose}
    >
      <p>{image.alt ?? 'The picture'} is not shown any more. This cannot be taken back.</p>
    </ConfirmAct>
  );
}
