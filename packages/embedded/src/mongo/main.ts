// The MongoDB-compatible server's own process: started by start-mongo.ts with its options as one JSON argument.
import { type MongoServerOptions, serveMongo } from './mongo-server.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as MongoServerOptions;

// Ctrl-C in a terminal reaches this process too; the parent, which still has work for it, says when to stop.
process.on('SIGINT', () => {});

try {
  const server = await serveMongo(options);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await server.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  // The channel closes when the parent ends, in whatever way.
  process.on('disconnect', stop);
  process.send?.({ ready: true });
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  process.send?.({ failed: { code, message } }, () => process.exit(1));
}
