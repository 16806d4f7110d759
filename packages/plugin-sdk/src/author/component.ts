/** What a component is given by the frame it is rendered in. It holds no token and reaches nothing else. */
export interface PluginComponentProps<Input = unknown, Configuration = Record<string, unknown>> {
  /** The data that the extension's query selects from its target's context. */
  input: Input;
  /** The organization's settings, without the sensitive ones. */
  configuration: Configuration;
  /** Runs one of the plugin's own actions. */
  executeAction<Data = unknown>(name: string, params?: unknown): Promise<Data>;
  /** Stores settings; present in ADMIN_SETTINGS only. */
  onSave?(configuration: Configuration): Promise<void>;
}

/** The hooks that offer the same to components further down. */
export interface PluginComponentHooks {
  useInput<Input>(): Input;
  useConfiguration<Configuration>(): Configuration;
  useAction<Params, Data>(
    name: string,
  ): {
    run(params: Params): Promise<Data>;
    running: boolean;
    data: Data | undefined;
    error: { code: string; message: string } | undefined;
  };
}
