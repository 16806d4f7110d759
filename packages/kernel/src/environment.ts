import { z } from 'zod';

/** The environment does not make a valid configuration. Names every variable at fault, never a value. */
export class ConfigurationError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The configuration is not valid:\n${faults.map(fault => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigurationError';
    this.faults = faults;
  }
}

/** Turns a parser that throws into a zod transform whose fault names the variable and, as the parser must, no value. */
export const parsedBy =
  <T>(parse: (value: string) => T) =>
  (value: string, context: z.core.$RefinementCtx) => {
    try {
      return parse(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  };

/** Reads a configuration out of environment variables, and reports every fault at once. Throws ConfigurationError. */
export function parseEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<Schema> {
  // An empty variable means the same as an absent one, as in an .env file with nothing after the sign.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(
    parsed.error.issues.map(({ code, path, message }) => {
      const name = path.join('.');
      // The schema knows of an absent variable only that it has the wrong type.
      return `${name}: ${code === 'invalid_type' && !(name in given) ? 'is required' : message}`;
    }),
  );
}

/** sysexits.h: what started the process can tell a fault of its configuration from one that a restart may mend. */
export const EX_CONFIG = 78;

/** Runs a process's start; a configuration fault ends the process with its lines and EX_CONFIG, without a stack trace. */
export async function startProcess(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EX_CONFIG);
  }
}
