import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CONFINEMENT_CHOICES, type ConfinementChoice } from './confinement/choose-confinement.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Where the host listens: a Unix socket, or TCP on loopback. */
export type Address = { path: string } | { host: string; port: number };

/** Everything the host is told. It reads no environment variable. */
export interface HostConfig {
  address: Address;
  /** What a client must present; undefined when it comes on standard input. */
  token: string | undefined;
  /** Worker processes. */
  workers: number;
  /** Isolates per worker, busy and idle. */
  maxIsolates: number;
  /** Mebibytes of resident memory at which a worker is replaced. */
  workerMemoryMb: number;
  /** Bytes of bundle code kept in memory. */
  bundleCacheBytes: number;
  /** The least serious line the host writes to its own log. */
  logLevel: string;
  /** How the operating system confines workers. */
  confinement: ConfinementChoice;
  /** Refuses to start when a worker could reach what confinement should keep from it. */
  requireConfinement: boolean;
  /** Allows plugins to reach declared loopback ports. */
  development: boolean;
  /** The largest limits a call may ask for, and what it gets when it asks for nothing. */
  limits: Limits;
}

/** What is wrong with the command line, all of it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const NUMBERS = {
  workers: 2,
  'max-isolates': 32,
  'worker-memory-mb': 1024,
  'bundle-cache-bytes': 64 * 1024 * 1024,
  'wall-ms': DEFAULT_LIMITS.wallMs,
  'notice-ms': DEFAULT_LIMITS.noticeMs,
  'cpu-ms': DEFAULT_LIMITS.cpuMs,
  'memory-mb': DEFAULT_LIMITS.memoryMb,
  'result-bytes': DEFAULT_LIMITS.resultBytes,
  'params-bytes': DEFAULT_LIMITS.paramsBytes,
  'host-calls-in-flight': DEFAULT_LIMITS.hostCallsInFlight,
  'log-lines': DEFAULT_LIMITS.logLines,
  'fetch-ms': DEFAULT_LIMITS.fetchMs,
  'fetch-bytes': DEFAULT_LIMITS.fetchBytes,
};
type NumberFlag = keyof typeof NUMBERS;

/**
 * Reads the command line.
 * @throws ConfigError naming every fault at once
 */
export function parseConfig(argv: readonly string[]): HostConfig {
  const faults: string[] = [];
  const values = readFlags(argv);
  const number = (flag: NumberFlag): number => {
    const text = values[flag];
    if (text === undefined) return NUMBERS[flag];
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < 1) faults.push(`--${flag} must be a positive integer, not ${text}`);
    return value;
  };
  const address = parseAddress(String(values.listen ?? ''));
  if (!address) faults.push('--listen must be unix:/path or tcp://127.0.0.1:port');
  if (Boolean(values['token-file']) === Boolean(values['token-stdin']))
    faults.push('exactly one of --token-file and --token-stdin must be given');
  const config: Omit<HostConfig, 'address'> = {
    token: values['token-file'] ? readToken(String(values['token-file']), faults) : undefined,
    workers: number('workers'),
    maxIsolates: number('max-isolates'),
    workerMemoryMb: number('worker-memory-mb'),
    bundleCacheBytes: number('bundle-cache-bytes'),
    logLevel: readLogLevel(values['log-level'], faults),
    confinement: readConfinement(values.confinement, faults),
    requireConfinement: values['require-confinement'] === true,
    development: values.development === true,
    limits: {
      wallMs: number('wall-ms'),
      noticeMs: number('notice-ms'),
      cpuMs: number('cpu-ms'),
      memoryMb: number('memory-mb'),
      resultBytes: number('result-bytes'),
      paramsBytes: number('params-bytes'),
      hostCallsInFlight: number('host-calls-in-flight'),
      logLines: number('log-lines'),
      fetchMs: number('fetch-ms'),
      fetchBytes: number('fetch-bytes'),
    },
  };
  if (faults.length > 0 || !address) throw new ConfigError(faults.join('\n'));
  return { address, ...config };
}

/** `unix:/path` or `tcp://127.0.0.1:port`; undefined for anything else, any other interface included. */
export function parseAddress(text: string): Address | undefined {
  if (/^unix:\/./.test(text)) return { path: text.slice('unix:'.length) };
  const tcp = /^tcp:\/\/(127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/.exec(text);
  if (!tcp || Number(tcp[2]) > 65_535) return undefined;
  return { host: tcp[1]!.replace(/^\[|\]$/g, ''), port: Number(tcp[2]) };
}

/** The text that `parseAddress` reads. */
export function formatAddress(address: Address): string {
  if ('path' in address) return `unix:${address.path}`;
  return `tcp://${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
}

function readFlags(argv: readonly string[]): Record<string, string | boolean | undefined> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const numbers = Object.fromEntries(Object.keys(NUMBERS).map(name => [name, text]));
  try {
    const options = {
      ...numbers,
      listen: text,
      'log-level': text,
      'token-file': text,
      'token-stdin': flag,
      confinement: text,
      'require-confinement': flag,
      development: flag,
    };
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new ConfigError((error as Error).message);
  }
}

function readLogLevel(value: string | boolean | undefined, faults: string[]): string {
  const level = String(value ?? 'info');
  if (!LOG_LEVELS.includes(level)) faults.push(`--log-level must be one of ${LOG_LEVELS.join(', ')}`);
  return level;
}

function readConfinement(value: string | boolean | undefined, faults: string[]): ConfinementChoice {
  const choice = CONFINEMENT_CHOICES.find(each => each === (value ?? 'auto'));
  if (!choice) faults.push(`--confinement must be one of ${CONFINEMENT_CHOICES.join(', ')}`);
  return choice ?? 'auto';
}

function readToken(file: string, faults: string[]): string | undefined {
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (token.length < 16) faults.push('the token in --token-file must have at least 16 characters');
    return token;
  } catch (error) {
    faults.push(`--token-file cannot be read (${(error as NodeJS.ErrnoException).code})`);
    return undefined;
  }
}
