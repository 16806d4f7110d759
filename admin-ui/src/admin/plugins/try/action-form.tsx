import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { ExecuteActionMutation } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { Failure } from '../../../ui/states.tsx';
import { CodeBlock } from '../plugin/code-block.tsx';
import { Issues } from '../plugin/issues.tsx';
import type { Installation } from '../plugin/plugin-frame.tsx';
import { sampleOf } from './sample.ts';

const ExecuteMutation = graphql(`
  mutation ExecuteAction($pluginId: ID!, $action: String!, $params: JSON) {
    executeAction(pluginId: $pluginId, action: $action, params: $params) {
      ok data durationMs requestId
      error { code message retryable }
    }
  }
`);

interface ActionFormProps {
  readonly pluginId: string;
  readonly action: Installation['version']['actions'][number];
}

/** The parameters of an action as JSON, beside their schema, and what came of it. */
export function ActionForm({ pluginId, action }: ActionFormProps) {
  const [{ data, error, fetching }, execute] = useMutation(ExecuteMutation);
  const [fault, setFault] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('params') ?? '');
    let params: unknown;
    try {
      params = text.trim() === '' ? null : JSON.parse(text);
    } catch (cause) {
      setFault(cause instanceof Error ? cause.message : 'Is not valid JSON.');
      return;
    }
    setFault(undefined);
    await execute({ pluginId, action: action.name, params });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="side-by-side">
        <TextAreaField
          label="Parameters (JSON)"
          name="params"
          className="input mono"
          spellCheck={false}
          defaultValue={JSON.stringify(sampleOf(action.input), null, 2)}
          fault={fault}
        />
        <div className="field">
          <strong>What it takes</strong>
          <CodeBlock text={JSON.stringify(action.input, null, 2)} label="What it takes" />
        </div>
      </div>
      <span>
        <Button type="submit" look="primary" busy={fetching}>
          Run
        </Button>
      </span>
      {error && <Failure error={error} />}
      {error && <Issues error={error} />}
      <div role="status">{data && !fetching && <Result result={data.executeAction} />}</div>
    </form>
  );
}

function Result({ result }: { readonly result: ExecuteActionMutation['executeAction'] }) {
  const { ok, data, error, durationMs, requestId } = result;
  return (
    <div className="stack">
      <div className="row">
        <span className={`badge ${ok ? 'good' : 'bad'}`}>{ok ? 'Answered' : (error?.code ?? 'Failed')}</span>
        <span className="soft">
          {durationMs} ms · request {requestId}
        </span>
      </div>
      {error && (
        <p>
          {error.message} {error.retryable && 'It may work when tried again.'}
        </p>
      )}
      {ok && <CodeBlock text={JSON.stringify(data, null, 2)} label="What it answered" />}
    </div>
  );
}
