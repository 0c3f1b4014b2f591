import { spawn, type ChildProcess } from 'node:child_process'
import { globSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startTestCluster, type TestCluster } from './database.ts'

/**
 * Runs the tests against one PostgreSQL of their own, made for this run and gone after it. Words
 * are parts of paths and choose files; what begins with a dash goes to Node's runner.
 */
let runner: ChildProcess | undefined
let isInterrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isInterrupted = true
    runner?.kill(signal)
  })
}

const INTERRUPTED = 130
/** Each file is a process that loads all of the server: compiled once, it is there in a third. */
const COMPILED = path.join(import.meta.dirname, '../node_modules/.cache/tutti/compiled')
const options = process.argv.slice(2).filter((word) => word.startsWith('-'))
const words = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const files = globSync(['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts'])
  .filter((file) => words.length === 0 || words.some((word) => file.includes(path.normalize(word))))
  .toSorted()
if (files.length === 0) process.exit(complain('no test file matches'))

const cluster = await startTestCluster()
const results = await mkdtemp(path.join(os.tmpdir(), 'tutti-results-'))
try {
  process.exitCode = isInterrupted ? INTERRUPTED : await runTests(cluster)
} finally {
  await cluster.stop()
  await rm(results, { recursive: true, force: true })
}

async function runTests({ host, port }: TestCluster): Promise<number> {
  const tap = path.join(results, 'tap')
  const watchdog = new URL('watchdog.ts', import.meta.url).href
  const args = ['--import', watchdog, '--test', '--test-concurrency=2']
  args.push('--test-reporter=spec', '--test-reporter-destination=stdout')
  args.push('--test-reporter=tap', `--test-reporter-destination=${tap}`)
  runner = spawn(process.execPath, [...args, ...options, ...files], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      NODE_COMPILE_CACHE: COMPILED,
      ...process.env,
      TUTTI_TEST_SOCKET: host,
      TUTTI_TEST_PORT: String(port),
    },
  })
  const code = await new Promise<number>((resolve) => {
    runner!.once('exit', (status) => resolve(status ?? INTERRUPTED))
  })
  if (code !== 0 || hasTests(await readFile(tap, 'utf8'))) return code
  return complain('no test ran')
}

function complain(why: string): number {
  process.stderr.write(`${why}: ${process.argv.slice(2).join(' ')}\n`)
  return 1
}

/** The runner reports a file without tests as one that passed, under its own name. */
function hasTests(tap: string): boolean {
  return /^ *(?:not )?ok \d+ - (?!.*\.test\.ts(?: |$))/m.test(tap)
}
