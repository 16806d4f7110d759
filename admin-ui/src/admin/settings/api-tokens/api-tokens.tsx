import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import type { ApiTokensQuery } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmAct } from '../../../ui/confirm-act.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { formatDay, formatTime } from '../../../ui/time.ts';
import { NewApiToken } from './new-api-token.tsx';

const TokensQuery = graphql(`
  query ApiTokens {
    apiTokens { id name prefix scopes createdAt createdBy { id name } expiresAt lastUsedAt }
  }
`);

const RevokeMutation = graphql(`mutation RevokeApiToken($id: ID!) { revokeApiToken(id: $id) }`);

type Token = ApiTokensQuery['apiTokens'][number];

const context = { additionalTypenames: ['ApiToken'] };

/** The keys with which programs act for the organization. */
export function ApiTokens() {
  const [{ data, error }, retry] = useQuery({ query: TokensQuery, context });
  const [asked, setAsked] = useState<'new' | Token>();
  const close = () => setAsked(undefined);
  return (
    <section className="card stack" aria-labelledby="tokens">
      <div className="row between">
        <h2 id="tokens">API tokens</h2>
        <Button look="primary" onClick={() => setAsked('new')}>
          New token
        </Button>
      </div>
      <p className="soft">With a token a program acts for the organization, as far as the token allows.</p>
      {error && <Failure error={error} retry={retry} />}
      {!data && !error && <Loading />}
      {data?.apiTokens.length === 0 && <Empty title="No tokens yet" />}
      {data && data.apiTokens.length > 0 && <TokenTable tokens={data.apiTokens} onRevoke={setAsked} />}
      {asked === 'new' && <NewApiToken onClose={close} />}
      {asked && asked !== 'new' && <RevokeDialog token={asked} onClose={close} />}
    </section>
  );
}

interface TokenTableProps {
  readonly tokens: readonly Token[];
  readonly onRevoke: (token: Token) => void;
}

function TokenTable({ tokens, onRevoke }: TokenTableProps) {
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Allows</th>
            <th scope="col">Made</th>
            <th scope="col">Last used</th>
            <th scope="col">Ends</th>
            <th scope="col">
              <span className="visually-hidden">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map(token => (
            <tr key={token.id}>
              <td>
                {token.name}
                <div className="soft">
                  <code>{token.prefix}…</code>
                </div>
              </td>
              <td>{token.scopes.join(', ')}</td>
              <td className="moment">
                {formatDay(token.createdAt)}
                {token.createdBy && <div className="soft">{token.createdBy.name}</div>}
              </td>
              <td className="moment">{token.lastUsedAt ? formatTime(token.lastUsedAt) : 'Never'}</td>
              <td className="moment">{token.expiresAt ? formatTime(token.expiresAt) : 'Never'}</td>
              <td>
                <Button look="danger" aria-label={`Revoke ${token.name}`} onClick={() => onRevoke(token)}>
                  Revoke
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RevokeDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const [, revoke] = useMutation(RevokeMutation);
  return (
    <ConfirmAct
      title={`Revoke ${token.name}?`}
      action="Revoke"
      act={() => revoke({ id: token.id }, context)}
      onClose={onClose}
    >
      <p>Programs that use it stop working, within 15 minutes at most. This cannot be taken back.</p>
    </ConfirmAct>
  );
}
