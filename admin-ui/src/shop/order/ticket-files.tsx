import { useState } from 'react';
import { useClient } from 'urql';
import type { TicketDocumentFormat } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { messageOf } from '../../ui/states.tsx';
import { isWebUrl } from '../web-url.ts';
import type { ShopTicket } from './ticket-card.tsx';

const DocumentQuery = graphql(`
  query TicketDocument($codes: [String!]!, $format: TicketDocumentFormat!) {
    ticketDocument(codes: $codes, format: $format) { url fileName }
  }
`);

const LABELS: Readonly<Record<TicketDocumentFormat, string>> = {
  PDF: 'PDF',
  CALENDAR: 'Calendar',
  WALLET: 'Apple Wallet',
};

/** As many tickets as one file has. */
const MOST_IN_ONE = 20;

interface TicketFilesProps {
  readonly codes: readonly string[];
  readonly formats: readonly TicketDocumentFormat[];
  /** Which tickets, for those who do not see what stands beside. */
  readonly of: string;
  readonly label?: string;
}

/** Buttons that fetch tickets as files. The file is made, and its link is good for a while, when one is pressed. */
export function TicketFiles({ codes, formats, of, label }: TicketFilesProps) {
  const client = useClient();
  const [busy, setBusy] = useState<TicketDocumentFormat>();
  const [fault, setFault] = useState<string>();
  const fetchFile = async (format: TicketDocumentFormat) => {
    setBusy(format);
    setFault(undefined);
    const variables = { codes: [...codes], format };
    const { data, error } = await client.query(DocumentQuery, variables, { requestPolicy: 'network-only' }).toPromise();
    setBusy(undefined);
    const url = data?.ticketDocument?.url;
    // It is sent as an attachment: the browser stores it, and the page stays.
    if (url && isWebUrl(url)) location.assign(url);
    else setFault(error ? messageOf(error) : 'This file cannot be made here.');
  };
  return (
    <>
      {formats.map(format => (
        <Button
          key={format}
          busy={busy === format}
          aria-label={`${label ?? LABELS[format]}: ${of}`}
          onClick={() => void fetchFile(format)}
        >
          {label ?? LABELS[format]}
        </Button>
      ))}
      {fault && (
        <span className="soft" role="alert">
          {fault}
        </span>
      )}
    </>
  );
}

/** All good tickets of an order as one file, where there are several. */
export function AllTickets({ tickets }: { readonly tickets: readonly ShopTicket[] }) {
  const codes = tickets.flatMap(({ pass }) => (pass ? [pass.code] : []));
  if (codes.length < 2 || codes.length > MOST_IN_ONE) return null;
  return (
    <div className="no-print">
      <TicketFiles codes={codes} formats={['PDF']} of={`all ${codes.length} tickets`} label="All tickets as PDF" />
    </div>
  );
}
