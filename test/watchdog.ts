import { writeSync } from 'node:fs'
import { isMainThread, Worker } from 'node:worker_threads'

/**
 * Ends a test file that takes too long, loaded before each by test/run.ts: the runner's own limit
 * (--test-timeout) is for single tests, and waits for ever for a file that keeps a handle open or
 * never leaves a loop. A thread of its own, since such a loop lets no timer of its thread run.
 */
const FILE_TIMEOUT_MS = 1_200_000
const LAST_MS = 5000

if (!isMainThread) {
  setTimeout(() => {
    writeSync(2, `ended after ${FILE_TIMEOUT_MS / 1000} s\n`)
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_MS)
  }, FILE_TIMEOUT_MS)
} else if (process.env['NODE_TEST_CONTEXT'] !== undefined) {
  new Worker(new URL(import.meta.url)).unref()
}
