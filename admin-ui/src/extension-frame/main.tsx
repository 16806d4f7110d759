/* The document in which one component of one plugin is rendered. It has no origin and reaches no network. */
import type { PluginComponentProps } from '@ticketbase/plugin-sdk/ui';
import * as React from 'react';
import * as jsxRuntime from 'react/jsx-runtime';
import * as ReactDom from 'react-dom';
import * as ReactDomClient from 'react-dom/client';
import { OPENING, type Opening, type Theme } from '../extensions/bridge.ts';
import { PagePort } from './page-port.ts';
import { moduleUrl, provideModules } from './provided-modules.ts';
import { FrameContext, PROVIDED_UI } from './provided-ui.tsx';

provideModules({
  react: React,
  'react/jsx-runtime': jsxRuntime,
  'react-dom': ReactDom,
  'react-dom/client': ReactDomClient,
  '@ticketbase/plugin-sdk/ui': PROVIDED_UI,
});

const isOpening = (data: unknown): data is Opening => (data as Opening | null)?.type === OPENING;

addEventListener('message', function open({ source, data, ports: [port] }: MessageEvent) {
  if (source !== parent || !port || !isOpening(data)) return;
  removeEventListener('message', open);
  const inputs = new InputSource(data.input);
  const page = new PagePort(port, {
    theme: ({ theme }) => applyTheme(theme),
    input: message => inputs.give(message.input),
  });
  applyTheme(data.theme);
  document.documentElement.lang = data.locale;
  addEventListener('error', event => page.send({ type: 'failed', message: String(event.message) }));
  show(data, inputs, page).catch((error: unknown) =>
    page.send({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

/** What the component is shown beside, which may change while it stands. */
class InputSource {
  private readonly listeners = new Set<() => void>();
  private current: unknown;

  constructor(first: unknown) {
    this.current = first;
  }

  give(input: unknown): void {
    this.current = input;
    for (const listener of this.listeners) listener();
  }

  readonly read = (): unknown => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

async function show(opening: Opening, inputs: InputSource, page: PagePort): Promise<void> {
  const module = (await import(moduleUrl(opening.module))) as Record<string, React.ComponentType<PluginComponentProps>>;
  const Component = module[opening.component];
  if (typeof Component !== 'function') throw new Error(`The module exports no component ${opening.component}.`);
  const { configuration } = opening;
  const props: Omit<PluginComponentProps, 'input'> = {
    configuration: configuration as Record<string, unknown>,
    executeAction: <Data,>(name: string, params?: unknown) => page.executeAction(name, params) as Promise<Data>,
    ...(opening.maySave && { onSave: settings => page.saveConfiguration(settings) }),
  };
  const root = document.getElementById('root')!;
  tellHeight(root, pixels => page.send({ type: 'height', pixels }));
  ReactDomClient.createRoot(root, {
    onUncaughtError: error =>
      page.send({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  }).render(
    <Shown
      inputs={inputs}
      render={input => (
        <FrameContext value={{ input, configuration, page }}>
          <Rendered tell={() => page.send({ type: 'rendered' })} />
          <Component {...props} input={input} />
        </FrameContext>
      )}
    />,
  );
}

/** Tells how high the content is, and whenever that changes. */
function tellHeight(root: HTMLElement, tell: (pixels: number) => void): void {
  let told: number | undefined;
  const measure = () => {
    const pixels = Math.ceil(root.getBoundingClientRect().height);
    if (pixels !== told) tell(pixels);
    told = pixels;
  };
  new ResizeObserver(measure).observe(root);
  // A frame that is out of sight is laid out for nobody, and would grow only once someone has scrolled to it.
  new MutationObserver(measure).observe(root, {
    attributes: true,
    characterData: true,
    childList: true,
    subtree: true,
  });
}

interface ShownProps {
  readonly inputs: InputSource;
  readonly render: (input: unknown) => React.ReactNode;
}

/** Renders the component again with each new input. */
function Shown({ inputs, render }: ShownProps) {
  return render(React.useSyncExternalStore(inputs.subscribe, inputs.read));
}

/** Says once that the first rendering has come through. */
function Rendered({ tell }: { readonly tell: () => void }) {
  const latest = React.useRef(tell);
  React.useEffect(() => latest.current(), []);
  return null;
}

function applyTheme({ scheme, tokens }: Theme): void {
  const { style } = document.documentElement;
  style.colorScheme = scheme;
  for (const [name, value] of Object.entries(tokens)) style.setProperty(name, value);
}
