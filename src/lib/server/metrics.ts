/** What Prometheus may know: counts and times by route, never who. */
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requests = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer, by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [registry]
});

/** @param route the pattern of the address, so that the labels stay few */
export function observe(method: string, route: string, status: number, seconds: number): void {
  requests.labels(method, route, String(status)).observe(seconds);
}

/** @returns the metrics as text, and the type of that text. */
export const metrics = async () => ({ text: await registry.metrics(), type: registry.contentType });
