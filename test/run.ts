import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/platform/embedded/index.ts'
import { createLog } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrate.ts'

/**
 * Runs the tests (all, or the files named) against one PostgreSQL of their own, made for this run
 * and gone after it. Each file copies the migrated template.
 */
const FILE_TIMEOUT_MS = 300_000

const folder = await mkdtemp('/tmp/tutti-test-')
// As root the database runs as a user of its own, who must be able to enter.
await chmod(folder, 0o755)
const database = await startEmbedded({
  dataDir: path.join(folder, 'data'),
  log: createLog('warn'),
  // Nothing here outlives the run; the tests of crashes start a cluster that does sync.
  settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
})
const stop = async (): Promise<void> => {
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}
try {
  await makeTemplate()
  process.exitCode = await runTests()
} finally {
  await stop()
}

async function makeTemplate(): Promise<void> {
  const client = new pg.Client(database.connection)
  await client.connect()
  await migrate(client, Date.now())
  await client.end()
}

async function runTests(): Promise<number> {
  const named = process.argv.slice(2)
  const files =
    named.length > 0 ? named : globSync(['src/**/*.test.ts', 'test/**/*.test.ts']).toSorted()
  if (files.length === 0) throw new Error('there are no tests')
  const args = ['--test', '--test-concurrency=2', `--test-timeout=${FILE_TIMEOUT_MS}`, ...files]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TUTTI_TEST_SOCKET: database.connection.host },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}
