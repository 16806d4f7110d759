import type { ButtonHTMLAttributes, InputHTMLAttributes, ReactNode } from 'react';

/** What a component is given by the frame it is rendered in. It holds no token and reaches nothing else. */
export interface PluginComponentProps<Input = unknown, Configuration = Record<string, unknown>> {
  /** The data that the extension's query selects from its target's context; an empty object if it names no query. */
  input: Input;
  /** The organization's settings, without the sensitive ones. */
  configuration: Configuration;
  /** Runs one of the plugin's own actions. Rejects with an ActionError. */
  executeAction<Data = unknown>(name: string, params?: unknown): Promise<Data>;
  /** Stores the settings; present at ADMIN_SETTINGS only. Rejects with an ActionError. */
  onSave?(configuration: Configuration): Promise<void>;
}

/** Why an action, or storing settings, did not succeed. */
export interface ActionError extends Error {
  readonly code: string;
}

/** An action, as a component runs it. */
export interface ActionState<Params, Data> {
  /** Runs the action; resolves with what it answered, or undefined when it failed, which `error` then tells. */
  run(params: Params): Promise<Data | undefined>;
  readonly running: boolean;
  readonly data: Data | undefined;
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

/** What the page says when it has stored what the component stands beside. */
export interface SavedContext {
  /** The event that was made; at EVENT_CREATION. */
  readonly eventId: string;
}

/** A button in the platform's style. */
export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** How much it stands out; default `secondary`. */
  kind?: 'primary' | 'secondary';
  /** Shows that it is at work, and takes no click meanwhile. */
  busy?: boolean;
}

/** A labelled field in the platform's style. */
export interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  help?: string;
  /** What is wrong with what was typed. */
  error?: string;
}

/** A sentence that stands out. */
export interface NoticeProps {
  kind?: 'info' | 'good' | 'bad';
  children: ReactNode;
}
