/*
 * What a page and the frame of a plugin's component say to each other, over a port that the page hands in. The component is a
 * stranger's code: the page reads what it says by `readFrameMessage` only, and tells it nothing that its viewer may not see.
 */

/** The first message, posted to the frame itself, with the port. */
export const OPENING = 'ticketbase:open';

/** What a component is shown with. */
export interface Opening {
  readonly type: typeof OPENING;
  /** The text of the plugin's ES module, its hash checked. */
  readonly module: string;
  readonly component: string;
  readonly input: unknown;
  readonly configuration: unknown;
  /** Whether it may store the plugin's settings. */
  readonly maySave: boolean;
  readonly theme: Theme;
  /** BCP 47. */
  readonly locale: string;
}

/** The page's colours and sizes, by the names of their custom properties. */
export interface Theme {
  readonly scheme: 'light' | 'dark';
  readonly tokens: Readonly<Record<string, string>>;
}

/** How a request of the component ended. */
export type Reply =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** From the page. */
export type PageMessage =
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly type: 'theme'; readonly theme: Theme }
  | { readonly type: 'input'; readonly input: unknown }
  | { readonly type: 'saved'; readonly id: number; readonly context: { readonly eventId: string } }
  | { readonly type: 'ping' };

/** From the frame. */
export type FrameMessage =
  | { readonly type: 'rendered' }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'height'; readonly pixels: number }
  | { readonly type: 'pong' }
  | { readonly type: 'action'; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly type: 'save'; readonly id: number; readonly configuration: unknown }
  | { readonly type: 'stored'; readonly id: number; readonly error?: string };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isId = (value: unknown): value is number => Number.isSafeInteger(value);
const MESSAGE_LENGTH = 500;

/** A frame's message, if it is one. */
export function readFrameMessage(value: unknown): FrameMessage | undefined {
  if (!isObject(value)) return undefined;
  const { type, id } = value;
  switch (type) {
    case 'rendered':
    case 'pong':
      return { type };
    case 'failed':
      return isText(value.message) ? { type, message: value.message.slice(0, MESSAGE_LENGTH) } : undefined;
    case 'height':
      return Number.isFinite(value.pixels) ? { type, pixels: value.pixels as number } : undefined;
    case 'action':
      return isId(id) && isText(value.name) ? { type, id, name: value.name, params: value.params } : undefined;
    case 'save':
      return isId(id) ? { type, id, configuration: value.configuration } : undefined;
    case 'stored':
      return isId(id)
        ? { type, id, ...(isText(value.error) && { error: value.error.slice(0, MESSAGE_LENGTH) }) }
        : undefined;
    default:
      return undefined;
  }
}
