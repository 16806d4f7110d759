import { collectDefaultMetrics, Registry } from 'prom-client';

/** This process's metrics, as `/metrics` serves them. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });
