// Starts the MongoDB-compatible server, tells its parent where it is, and then waits to be killed.
import { type MongoOptions, startMongo } from '../../src/mongo/start-mongo.ts';

const { url, pid } = await startMongo(JSON.parse(process.argv[2]!) as MongoOptions);
process.send!({ url, pid });
setInterval(() => {}, 60_000);
