import { useContext, useEffect, useId, useRef, useState } from 'react';
import { type Client, useClient } from 'urql';
import { graphql } from '../generated/index.ts';
import { Button } from '../ui/button.tsx';
import { codeOf, messageOf } from '../ui/states.tsx';
import type { Reply } from './bridge.ts';
import type { ShownExtension } from './extension-slot.tsx';
import { FrameSession } from './frame-session.ts';
import { SavedSignal } from './saved-signal.ts';
import { currentTheme, onThemeChange } from './theme.ts';
import './extensions.css';

const RunMutation = graphql(`
  mutation RunExtensionAction($pluginId: ID!, $action: String!, $params: JSON, $organization: String) {
    executeAction(pluginId: $pluginId, action: $action, params: $params, organization: $organization) {
      ok data error { code message }
    }
  }
`);

const SaveMutation = graphql(`
  mutation SaveExtensionSettings($id: ID!, $configuration: JSON!) {
    configurePlugin(installationId: $id, configuration: $configuration) { id configuration configured }
  }
`);

/** Pixels; a component that wants more scrolls inside. */
const TALLEST = 2_000;

interface ExtensionFrameProps {
  readonly extension: ShownExtension;
  readonly organization: string | undefined;
  readonly bare: boolean;
  /** Why the component's data could not be read. */
  readonly inputFault: string | undefined;
}

type State = { readonly kind: 'loading' | 'shown' } | { readonly kind: 'failed'; readonly message: string };

/** One component in a frame of its own. What it does wrong stays in there; the page shows that it failed, and lives on. */
export function ExtensionFrame({ extension, organization, bare, inputFault }: ExtensionFrameProps) {
  const { name } = extension.installation.plugin;
  const title = useId();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>({ kind: 'loading' });
  const fault = inputFault ?? (state.kind === 'failed' ? state.message : undefined);
  return (
    <section className={bare ? 'extension' : 'extension card'} aria-labelledby={title}>
      <h2 id={title} className={bare ? 'visually-hidden' : undefined}>
        {name}
      </h2>
      {fault === undefined ? (
        <Frame
          key={attempt}
          extension={extension}
          organization={organization}
          loading={state.kind === 'loading'}
          onState={setState}
        />
      ) : (
        <div className="notice bad stack" role="alert">
          <span>
            The plugin {name} cannot be shown here: {fault}
          </span>
          {inputFault === undefined && (
            <span>
              <Button
                onClick={() => {
                  setState({ kind: 'loading' });
                  setAttempt(count => count + 1);
                }}
              >
                Try again
              </Button>
            </span>
          )}
        </div>
      )}
    </section>
  );
}

interface FrameProps {
  readonly extension: ShownExtension;
  readonly organization: string | undefined;
  readonly loading: boolean;
  readonly onState: (state: State) => void;
}

function Frame({ extension, organization, loading, onState }: FrameProps) {
  const client = useClient();
  const signal = useContext(SavedSignal);
  const frame = useRef<HTMLIFrameElement>(null);
  const session = useRef<FrameSession>(undefined);
  const [height, setHeight] = useState(48);
  const given = useRef({ extension, organization, onState, client });

  useEffect(() => {
    const forget = signal?.add(context => session.current?.saved(context) ?? Promise.resolve(undefined));
    const ignore = onThemeChange(() => session.current?.retheme(currentTheme()));
    return () => {
      forget?.();
      ignore();
      session.current?.close();
      session.current = undefined;
    };
  }, [signal]);

  useEffect(() => {
    given.current.extension = extension;
    session.current?.give(extension.input);
  }, [extension]);

  const open = async () => {
    const { extension: shown, organization: slug, onState: tell, client: asked } = given.current;
    const fail = (message: string) => tell({ kind: 'failed', message });
    // A frame that loads again has left the document that it was given.
    if (session.current) {
      session.current.close();
      return fail('It left its page.');
    }
    try {
      const module = await readModule(shown);
      const inside = frame.current?.contentWindow;
      if (!inside || session.current) return;
      session.current = new FrameSession(
        inside,
        {
          module,
          component: shown.component,
          input: shown.input,
          configuration: shown.configuration,
          maySave: shown.target === 'ADMIN_SETTINGS',
          theme: currentTheme(),
          locale: document.documentElement.lang,
        },
        {
          onRendered: () => tell({ kind: 'shown' }),
          onFailed: fail,
          onHeight: pixels => setHeight(Math.min(Math.max(pixels, 0), TALLEST)),
          executeAction: (name, params) => run(asked, shown, slug, name, params),
          saveConfiguration: configuration => save(asked, shown, configuration),
        },
      );
    } catch {
      fail('Its code could not be loaded, or is not what was published.');
    }
  };

  return (
    <>
      {loading && (
        <div className="skeleton" role="status" aria-label={`Loading ${extension.installation.plugin.name}`} />
      )}
      <iframe
        ref={frame}
        className="extension-frame"
        style={{ height }}
        title={extension.installation.plugin.name}
        src="/extension-frame.html"
        // No origin of ours: neither cookies nor storage nor the page itself can be reached. Forms are answered by its code; its
        // policy lets none be sent anywhere.
        sandbox="allow-scripts allow-forms"
        allow=""
        referrerPolicy="no-referrer"
        onLoad={open}
      />
    </>
  );
}

/** The text of the module. Rejects when it is not the bytes that were published. */
async function readModule({ moduleUrl, integrity }: ShownExtension): Promise<string> {
  const response = await fetch(moduleUrl, { integrity, credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(`the module answered ${response.status}`);
  return response.text();
}

async function run(
  client: Client,
  { installation }: ShownExtension,
  organization: string | undefined,
  action: string,
  params: unknown,
): Promise<Reply> {
  const variables = { pluginId: installation.plugin.id, action, params, organization };
  const { data, error } = await client.mutation(RunMutation, variables).toPromise();
  if (!data) return refusal(error);
  const { ok, data: answer, error: failure } = data.executeAction;
  if (ok) return { ok, data: answer };
  return { ok: false, error: { code: failure?.code ?? 'UNKNOWN', message: failure?.message ?? 'The action failed.' } };
}

async function save(client: Client, { installation }: ShownExtension, configuration: unknown): Promise<Reply> {
  const { data, error } = await client.mutation(SaveMutation, { id: installation.id, configuration }).toPromise();
  return data ? { ok: true, data: null } : refusal(error);
}

const refusal = (error: Parameters<typeof messageOf>[0] | undefined): Reply => ({
  ok: false,
  error: { code: codeOf(error) ?? 'UNAVAILABLE', message: error ? messageOf(error) : 'The server gave no answer.' },
});
