import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { PromoCodesQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';
import { percentOf } from '../../../ui/percent.ts';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { formatTime } from '../../../ui/time.ts';
import { useViewer } from '../../viewer/viewer.tsx';
import { NewPromoCode } from './new-promo-code.tsx';

const CodesQuery = graphql(`
  query PromoCodes {
    promoCodes {
      id
      code
      active
      kind
      amount { formatted }
      basisPoints
      event { id title }
      startsAt
      endsAt
      maxUses
      maxUsesPerBuyer
      uses
    }
  }
`);

const DeactivateMutation = graphql(`
  mutation DeactivatePromoCode($id: ID!) { deactivatePromoCode(id: $id) { id active } }
`);

type PromoCode = PromoCodesQuery['promoCodes'][number];

const context = { additionalTypenames: ['PromoCode'] };

/** The codes that lower a price. */
export function PromoCodes() {
  const canWrite = useViewer().can('payments:write');
  const [{ data, error }, retry] = useQuery({ query: CodesQuery, context });
  const [asked, setAsked] = useState<'new' | PromoCode>();
  const close = () => setAsked(undefined);
  return (
    <section className="card stack" aria-labelledby="promo-codes">
      <div className="row between">
        <h2 id="promo-codes">Promo codes</h2>
        {canWrite && <Button onClick={() => setAsked('new')}>New promo code</Button>}
      </div>
      {error && <Failure error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {data?.promoCodes.length === 0 && <Empty title="No promo codes yet" />}
      {data && data.promoCodes.length > 0 && (
        <CodeTable codes={data.promoCodes} onDeactivate={canWrite ? setAsked : undefined} />
      )}
      {asked === 'new' && <NewPromoCode onClose={close} />}
      {asked && asked !== 'new' && <DeactivateDialog promoCode={asked} onClose={close} />}
    </section>
  );
}

interface CodeTableProps {
  readonly codes: readonly PromoCode[];
  readonly onDeactivate?: (promoCode: PromoCode) => void;
}

function CodeTable({ codes, onDeactivate }: CodeTableProps) {
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Lowers by</th>
            <th scope="col">Holds for</th>
            <th scope="col">From and until</th>
            <th scope="col" className="numeric">
              Uses
            </th>
            <th scope="col">
              <span className="visually-hidden">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {codes.map(promoCode => (
            <tr key={promoCode.id}>
              <td>
                <code>{promoCode.code}</code>
              </td>
              <td>{reductionOf(promoCode)}</td>
              <td>{promoCode.event?.title ?? 'All events'}</td>
              <td className="moment">
                {promoCode.startsAt ? formatTime(promoCode.startsAt) : 'Now'} –{' '}
                {promoCode.endsAt ? formatTime(promoCode.endsAt) : 'without end'}
              </td>
              <td className="numeric">
                {promoCode.uses} / {promoCode.maxUses ?? '∞'}
                {promoCode.maxUsesPerBuyer && <div className="soft">{promoCode.maxUsesPerBuyer} per buyer</div>}
              </td>
              <td>
                {!promoCode.active && <span className="badge neutral">Ended</span>}
                {promoCode.active && onDeactivate && (
                  <Button
                    look="danger"
                    aria-label={`End the code ${promoCode.code}`}
                    onClick={() => onDeactivate(promoCode)}
                  >
                    End
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const reductionOf = ({ amount, basisPoints, kind }: PromoCode): string =>
  kind === 'ACCESS'
    ? 'Nothing, it opens'
    : amount
      ? `${amount.formatted} per order`
      : `${percentOf(basisPoints ?? 0)} %`;

function DeactivateDialog({ promoCode, onClose }: { readonly promoCode: PromoCode; readonly onClose: () => void }) {
  const [, deactivate] = useMutation(DeactivateMutation);
  return (
    <ConfirmAct
      title={`End the code ${promoCode.code}?`}
      action="End the code"
      act={() => deactivate({ id: promoCode.id })}
      onClose={onClose}
    >
      <p>Nobody can use it any more; orders that did keep their price. This cannot be taken back.</p>
    </ConfirmAct>
  );
}
