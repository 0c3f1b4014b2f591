import { pino, type Logger } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/**
 * Structured logs: one JSON line each, on standard error, so that standard output stays for what
 * `tutti start` tells a person. No bodies, no personal data: callers pass ids.
 */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: { service: 'tutti', pid: process.pid },
      redact: ['password', 'secret', 'token', 'authorization', '*.password', '*.secret'],
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    pino.destination({ fd: 2, sync: false }),
  )
}
