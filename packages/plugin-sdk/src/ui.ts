import type { JSX } from 'react';
import type { ActionState, ButtonProps, NoticeProps, SavedContext, TextFieldProps } from './author/component.ts';

export type {
  ActionError,
  ActionState,
  ButtonProps,
  NoticeProps,
  PluginComponentProps,
  SavedContext,
  TextFieldProps,
} from './author/component.ts';

/*
 * What components import. The frame that renders them provides the code; what stands here is its types, and what happens
 * elsewhere.
 */

const onlyInFrame = (): never => {
  throw new Error(
    '@ticketbase/plugin-sdk/ui works in the frame in which the platform renders a component, and nowhere else',
  );
};

/** The data that the extension's query selects. */
export const useInput: <Input>() => Input = onlyInFrame;
/** The organization's settings, without the sensitive ones. */
export const useConfiguration: <Configuration>() => Configuration = onlyInFrame;
/** One of the plugin's own actions. */
export const useAction: <Params, Data>(name: string) => ActionState<Params, Data> = onlyInFrame;
/** Calls `handler` when the page has stored what the component stands beside; the page waits for it. */
export const useOnSave: (handler: (saved: SavedContext) => void | Promise<void>) => void = onlyInFrame;
/** A button in the platform's style. */
export const Button: (props: ButtonProps) => JSX.Element = onlyInFrame;
/** A labelled field in the platform's style. */
export const TextField: (props: TextFieldProps) => JSX.Element = onlyInFrame;
/** A sentence that stands out. */
export const Notice: (props: NoticeProps) => JSX.Element = onlyInFrame;
