import { useSearchParams } from 'react-router';
import { useMutation } from 'urql';
import { graphql } from '../../generated/index.ts';
import { Button } from '../../ui/button.tsx';
import { usePageTitle } from '../../ui/page-title.ts';
import { Failure } from '../../ui/states.tsx';

const UnsubscribeMutation = graphql(`mutation Unsubscribe($token: String!) { unsubscribe(token: $token) }`);

/** Where the link at the end of announcements leads. It takes a press, so that programs that follow links end nothing. */
export function Unsubscribe() {
  usePageTitle('Unsubscribe');
  const [search] = useSearchParams();
  const [{ data, error, fetching }, unsubscribe] = useMutation(UnsubscribeMutation);
  return (
    <>
      <h1>Unsubscribe</h1>
      {error && <Failure error={error} />}
      {data?.unsubscribe === true && (
        <p className="notice good" role="status">
          Done. You get no more announcements of this organizer. Tickets and news of your orders still come.
        </p>
      )}
      {data?.unsubscribe === false && (
        <p className="notice bad" role="alert">
          This link is not valid. Use the one at the end of the message.
        </p>
      )}
      {!data && (
        <>
          <p>You will get no more announcements of this organizer. Tickets and news of your orders still come.</p>
          <span>
            <Button
              look="primary"
              busy={fetching}
              onClick={() => void unsubscribe({ token: search.get('token') ?? '' })}
            >
              Unsubscribe
            </Button>
          </span>
        </>
      )}
    </>
  );
}
