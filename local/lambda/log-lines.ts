/** The lines that Lambda itself writes to a function's log, in both of its formats. */
import type { Outcome } from './execution-environment';

export interface Report {
  readonly id: string;
  readonly memoryMb: number;
  readonly outcome: Outcome;
  /** Only for the first invocation of a process. */
  readonly initMs?: number;
}

export function startLine(json: boolean, id: string): string {
  if (json) return platform('start', { requestId: id, version: '$LATEST' });
  return `START RequestId: ${id} Version: $LATEST\n`;
}

/** What Lambda says of a process that did not live to answer. */
export function endedLine(json: boolean, id: string, outcome: Outcome): string | undefined {
  if (json || outcome.ended === undefined || !outcome.error) return undefined;
  const text = outcome.error.errorMessage.replace(`RequestId: ${id} Error: `, '');
  if (outcome.ended === 'timeout') return `${new Date().toISOString()} ${id} ${text}\n\n`;
  return `RequestId: ${id} Error: ${text}\n${outcome.error.errorType}\n`;
}

/** `END` and `REPORT`, or the one record that JSON has for both. */
export function reportLines(json: boolean, report: Report): readonly string[] {
  const { id, memoryMb, outcome, initMs } = report;
  const billed = Math.ceil(outcome.durationMs);
  const status = outcome.ended === 'timeout' ? 'timeout' : outcome.error ? 'error' : 'success';
  if (json) {
    const metrics = {
      durationMs: round(outcome.durationMs),
      billedDurationMs: billed,
      memorySizeMB: memoryMb,
      maxMemoryUsedMB: outcome.maxMemoryMb,
      ...(initMs === undefined ? {} : { initDurationMs: round(initMs) }),
    };
    const record = {
      requestId: id,
      metrics,
      status,
      ...(outcome.error ? { errorType: outcome.error.errorType } : {}),
    };
    return [platform('report', record)];
  }
  const parts = [
    `REPORT RequestId: ${id}`,
    `Duration: ${outcome.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billed} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${outcome.maxMemoryMb} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(outcome.ended === undefined ? [] : [`Status: ${status}`]),
    ...(outcome.ended === 'exit' && outcome.error ? [`Error Type: ${outcome.error.errorType}`] : []),
  ];
  return [`END RequestId: ${id}\n`, `${parts.join('\t')}\t\n`];
}

function platform(kind: string, record: unknown): string {
  return `${JSON.stringify({ time: new Date().toISOString(), type: `platform.${kind}`, record })}\n`;
}

function round(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
