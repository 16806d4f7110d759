import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Session {
  id: string;
  object: 'checkout.session';
  url: string | null;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'paid' | 'unpaid';
  amount_total: number;
  currency: string;
  payment_intent: string | null;
  client_reference_id: string;
}

interface RefundOfStripe {
  id: string;
  object: 'refund';
  amount: number;
  payment_intent: string;
  status: 'succeeded' | 'pending' | 'failed';
}

/** A server that answers as https://docs.stripe.com/api says: sessions, refunds, idempotency keys, error objects. */
export async function startLocalStripe(secretKey: string) {
  const sessions = new Map<string, Session>();
  const refunds: RefundOfStripe[] = [];
  const byKey = new Map<string, { form: string; status: number; body: object }>();
  let refundStatus: RefundOfStripe['status'] = 'succeeded';

  const fault = (status: number, type: string, code?: string) => ({
    status,
    body: { error: { type, code, message: 'No.' } },
  });

  const createSession = (form: URLSearchParams) => {
    const amount = Number(form.get('line_items[0][price_data][unit_amount]'));
    if (form.get('mode') !== 'payment' || !(amount >= 1))
      return fault(400, 'invalid_request_error', 'parameter_invalid_integer');
    const id = `cs_test_${randomUUID().replaceAll('-', '')}`;
    const session: Session = {
      id,
      object: 'checkout.session',
      url: `https://checkout.stripe.com/c/pay/${id}`,
      ...{ status: 'open', payment_status: 'unpaid', payment_intent: null },
      amount_total: amount * Number(form.get('line_items[0][quantity]')),
      currency: form.get('line_items[0][price_data][currency]')!,
      client_reference_id: form.get('client_reference_id')!,
    };
    sessions.set(id, session);
    return { status: 200, body: session };
  };

  const createRefund = (form: URLSearchParams) => {
    const payment_intent = form.get('payment_intent')!;
    const session = [...sessions.values()].find(each => each.payment_intent === payment_intent);
    if (!session) return fault(404, 'invalid_request_error', 'resource_missing');
    const amount = Number(form.get('amount'));
    const before = refunds.filter(each => each.payment_intent === payment_intent);
    const left = session.amount_total - before.reduce((sum, each) => sum + each.amount, 0);
    if (amount > left) return fault(400, 'invalid_request_error', 'charge_already_refunded');
    const refund: RefundOfStripe = {
      id: `re_${randomUUID()}`,
      object: 'refund',
      amount,
      payment_intent,
      status: refundStatus,
    };
    refunds.push(refund);
    return { status: 200, body: refund };
  };

  const answer = (request: IncomingMessage, form: string): { status: number; body: object } => {
    if (request.headers.authorization !== `Bearer ${secretKey}`) return fault(401, 'invalid_request_error');
    const { pathname } = new URL(request.url!, 'http://localhost');
    const read = /^\/v1\/checkout\/sessions\/([^/]+)$/.exec(pathname);
    if (request.method === 'GET' && read) {
      const session = sessions.get(read[1]!);
      return session ? { status: 200, body: session } : fault(404, 'invalid_request_error', 'resource_missing');
    }
    const key = request.headers['idempotency-key'] as string | undefined;
    const earlier = key === undefined ? undefined : byKey.get(key);
    if (earlier) return earlier.form === form ? earlier : fault(400, 'idempotency_error');
    const fields = new URLSearchParams(form);
    const made =
      pathname === '/v1/checkout/sessions'
        ? createSession(fields)
        : pathname === '/v1/refunds'
          ? createRefund(fields)
          : fault(404, 'invalid_request_error');
    if (key !== undefined) byKey.set(key, { form, ...made });
    return made;
  };

  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const { status, body } = answer(request, await text(request));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sessions,
    refunds,
    /** The buyer pays on the session's page. */
    pay(id: string) {
      Object.assign(sessions.get(id)!, {
        status: 'complete',
        payment_status: 'paid',
        payment_intent: `pi_${id}`,
        url: null,
      });
    },
    expire(id: string) {
      Object.assign(sessions.get(id)!, { status: 'expired', url: null });
    },
    refundsAre(status: RefundOfStripe['status']) {
      refundStatus = status;
    },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
