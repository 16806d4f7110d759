import { useState } from 'react';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import { useIdempotencyKey } from '../../ui/idempotency-key.ts';
import { faultOf } from '../../ui/states.tsx';
import { textOf } from '../../ui/text-of.ts';
import { useViewer } from '../viewer/viewer.tsx';
import type { ShownOrder } from './order-page.tsx';
import { RefundDialog } from './refund-dialog.tsx';

const RecordMutation = graphql(`
  mutation RecordManualPayment($orderId: ID!, $note: String, $idempotencyKey: String!) {
    recordManualPayment(orderId: $orderId, note: $note, idempotencyKey: $idempotencyKey) { id status }
  }
`);

const CancelMutation = graphql(`mutation CancelOrder($id: ID!) { cancelOrder(id: $id) { id status } }`);

const ResendMutation = graphql(`mutation ResendTickets($orderId: ID!) { resendTickets(orderId: $orderId) }`);

type Asked = 'record' | 'cancel' | 'refund' | 'resend';

/** What can be done with an order as it stands. */
export function OrderActions({ order }: { readonly order: ShownOrder }) {
  const viewer = useViewer();
  const [asked, setAsked] = useState<Asked>();
  const [told, setTold] = useState<string>();
  const close = () => setAsked(undefined);
  const done = (what: string) => {
    setTold(what);
    close();
  };
  const ask = (what: Asked) => () => {
    setTold(undefined);
    setAsked(what);
  };
  const { status } = order;
  const canWrite = viewer.can('orders:write');
  const isConfirmed = status === 'CONFIRMED' || status === 'PARTIALLY_REFUNDED';
  return (
    <>
      <div className="row">
        {canWrite && (status === 'PENDING' || status === 'EXPIRED') && (
          <Button look="primary" onClick={ask('record')}>
            Record payment
          </Button>
        )}
        {canWrite && isConfirmed && <Button onClick={ask('resend')}>Send tickets again</Button>}
        {viewer.can('orders:refund') && isConfirmed && order.paid.amount > order.refunded.amount && (
          <Button look="danger" onClick={ask('refund')}>
            Refund
          </Button>
        )}
        {canWrite && status === 'PENDING' && (
          <Button look="danger" onClick={ask('cancel')}>
            Cancel order
          </Button>
        )}
      </div>
      <div role="status">{told && <p className="notice good">{told}</p>}</div>
      {asked === 'record' && <RecordDialog order={order} onClose={close} onDone={done} />}
      {asked === 'cancel' && <CancelDialog order={order} onClose={close} onDone={done} />}
      {asked === 'resend' && <ResendDialog order={order} onClose={close} onDone={done} />}
      {asked === 'refund' && <RefundDialog order={order} onClose={close} onDone={done} />}
    </>
  );
}

/** What every dialog about an order takes. */
export interface OrderDialogProps {
  readonly order: ShownOrder;
  readonly onClose: () => void;
  /** Called with what to tell the person. */
  readonly onDone: (what: string) => void;
}

function RecordDialog({ order, onClose, onDone }: OrderDialogProps) {
  const [idempotencyKey] = useIdempotencyKey();
  const [{ fetching, error }, record] = useMutation(RecordMutation);
  const confirm = async (form: FormData) => {
    const { data } = await record({ orderId: order.id, note: textOf(form, 'note'), idempotencyKey });
    if (data) onDone('The payment is recorded, and the tickets are on their way.');
  };
  return (
    <Confirm
      {...{ title: 'Record the payment?', action: 'Record payment', look: 'primary', busy: fetching, error, onClose }}
      onConfirm={form => void confirm(form)}
    >
      <p>
        Says that you have {order.total.formatted} in hand. The order is confirmed and its tickets are sent to{' '}
        {order.buyer.email}.
      </p>
      <TextAreaField
        label="Note"
        name="note"
        rows={2}
        maxLength={500}
        hint="For the books; the buyer does not see it."
        fault={faultOf(error, 'note')}
      />
    </Confirm>
  );
}

function CancelDialog({ order, onClose, onDone }: OrderDialogProps) {
  const [{ fetching, error }, cancel] = useMutation(CancelMutation);
  const confirm = async () => {
    const { data } = await cancel({ id: order.id });
    if (data) onDone('The order is cancelled.');
  };
  return (
    <Confirm
      {...{ title: 'Cancel this order?', action: 'Cancel the order', busy: fetching, error, onClose }}
      onConfirm={() => void confirm()}
    >
      <p>Its tickets go back on sale, and it cannot be paid any more. This cannot be taken back.</p>
    </Confirm>
  );
}

function ResendDialog({ order, onClose, onDone }: OrderDialogProps) {
  const [{ fetching, error }, resend] = useMutation(ResendMutation);
  const confirm = async () => {
    const { data } = await resend({ orderId: order.id });
    if (data) onDone(`The tickets are on their way to ${order.buyer.email}.`);
  };
  return (
    <Confirm
      {...{ title: 'Send the tickets again?', action: 'Send', look: 'primary', busy: fetching, error, onClose }}
      onConfirm={() => void confirm()}
    >
      <p>They go to {order.buyer.email}.</p>
    </Confirm>
  );
}
