import { useQuery } from 'urql';
import { graphql } from '../../../generated/index.ts';
import { Failure, Loading } from '../../../ui/states.tsx';
import { Fees } from './fees.tsx';
import { Invoices } from './invoices.tsx';
import { OrderRules } from './order-rules.tsx';
import { PromoCodes } from './promo-codes.tsx';
import { Taxes } from './taxes.tsx';

const RulesQuery = graphql(`
  query PriceRules {
    feeRules { id basisPoints fixedPerTicket payer updatedAt }
    taxRules { id mode rates { name basisPoints country category } updatedAt }
    invoiceSettings { id legalName address country taxId prefix creditPrefix automatic footer updatedAt }
    orderRules { id buyersRenameAttendees updatedAt }
  }
`);

/** How prices come about: fees, taxes, promo codes. */
export function Prices() {
  const [{ data, error }, retry] = useQuery({ query: RulesQuery });
  return (
    <>
      {error && <Failure error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <p className="soft">Changes hold for orders from now on; those that exist keep what they cost.</p>
          <Fees rules={data.feeRules} />
          <Taxes rules={data.taxRules} />
          <Invoices settings={data.invoiceSettings} />
          <OrderRules rules={data.orderRules} />
        </>
      )}
      <PromoCodes />
    </>
  );
}
