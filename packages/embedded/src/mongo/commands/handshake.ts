import { MAX_DOCUMENT_BYTES } from '../document.ts';
import { MAX_MESSAGE_BYTES } from '../wire/message.ts';
import type { Command } from './command.ts';

/** What the drivers speak to this server: the wire version of MongoDB 7.0. */
const WIRE_VERSION = 21;
const VERSION = '7.0.0';

const hello: Command = () => ({
  helloOk: true,
  ismaster: true,
  isWritablePrimary: true,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  maxMessageSizeBytes: MAX_MESSAGE_BYTES,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  // Sessions only group commands here. A standalone server has no retryable writes, so drivers do not send any.
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: WIRE_VERSION,
  readOnly: false,
});

const ok: Command = () => ({});

const buildInfo: Command = () => ({
  version: VERSION,
  versionArray: [7, 0, 0, 0],
  gitVersion: 'ticketbase-embedded',
  modules: [],
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  bits: 64,
  debug: false,
});

export const handshakeCommands: Record<string, Command> = {
  hello,
  ismaster: hello,
  isMaster: hello,
  ping: ok,
  endSessions: ok,
  refreshSessions: ok,
  killSessions: ok,
  buildInfo,
  buildinfo: buildInfo,
  getParameter: () => ({ featureCompatibilityVersion: { version: '7.0' } }),
  connectionStatus: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
  serverStatus: () => ({
    process: 'ticketbase-embedded',
    version: VERSION,
    pid: process.pid,
    uptime: process.uptime(),
    localTime: new Date(),
  }),
};
