import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { withWorld } from './connection.ts'
import { DemoError } from './demo/index.ts'
import { endDemo, makeDemo } from './demo-commands.ts'
import { runFeed } from './feed.ts'
import { createKey, setPassword } from './identity/index.ts'
import { HistoryError } from './history/index.ts'
import { permissions } from './lib/permissions.ts'
import { Refusal, wordsOf } from './lib/refusal.ts'
import { checks } from './modules.ts'
import { ConfigError, describeConfig, readConfig, type Config } from './platform/config.ts'
import { EmbeddedError } from './platform/embedded/index.ts'
import { MigrationError } from './platform/migrate.ts'
import type { Platform } from './platform/module.ts'
import { runRates } from './rates.ts'
import { replayConfig, runImport, runReplay } from './replay.ts'
import { say } from './say.ts'
import { runSimulate } from './simulate.ts'
import { start } from './start.ts'
import { USAGE } from './usage.ts'

type Command = (args: readonly string[], config: Config) => Promise<number>

const commands: Record<string, Command> = {
  start: (_args, config) => start(config),
  serve: (_args, config) => start(config),
  migrate: (_args, config) => withWorld(config, async () => say('The database is up to date.')),
  check: (_args, config) => withWorld(config, check),
  demo: ([what], config) =>
    what === undefined
      ? withWorld(config, makeDemo)
      : what === 'remove'
        ? withWorld(config, endDemo)
        : usage(),
  user: ([what, email], config) =>
    what === 'password' && email !== undefined
      ? withWorld(config, (platform) => newPassword(platform, email))
      : usage(),
  key: ([what, name], config) =>
    what === 'create' && name !== undefined
      ? withWorld(config, (platform) => newKey(platform, name))
      : usage(),
  import: (_args, config) =>
    withWorld(replayConfig(config), (p) => runImport(p, process.argv.slice(3), say), 'take_over'),
  replay: (_args, config) =>
    withWorld(replayConfig(config), (p) => runReplay(p, process.argv.slice(3), say), 'take_over'),
  simulate: (_args, config) =>
    withWorld(config, (platform) => runSimulate(platform, process.argv.slice(3), say)),
  feed: (_args, config) =>
    withWorld(config, (platform) => runFeed(platform, process.argv.slice(3), say)),
  rates: (_args, config) =>
    withWorld(config, (platform) => runRates(platform, process.argv.slice(3), say)),
  config: async (_args, config) => say(describeConfig(config).join('\n')),
}

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true, strict: false })
  const [name = 'help', ...args] = positionals
  const command = commands[name]
  return command ? command(args, readConfig(process.env)) : usage()
}

async function usage(): Promise<number> {
  say(USAGE)
  return 2
}

async function check({ db }: Platform): Promise<number> {
  let broken = 0
  // Large tables take longer than a write may; a snapshot that only reads keeps no one waiting.
  const options = { readOnlySnapshot: true, timeoutMs: 0 }
  for (const { id, says, query } of checks) {
    const rows = await db.transaction((tx) => tx.query<object>(query), options)
    say(`${rows.length === 0 ? 'ok    ' : 'BROKEN'} ${id.padEnd(8)} ${says}`)
    for (const row of rows.slice(0, 10)) say(`         ${JSON.stringify(row)}`)
    broken += rows.length === 0 ? 0 : 1
  }
  say(broken === 0 ? 'Every invariant holds.' : `${broken} invariant(s) are broken.`)
  return broken === 0 ? 0 : 1
}

async function newPassword({ db, clock }: Platform, email: string): Promise<number> {
  const password = randomBytes(15).toString('base64url')
  await setPassword(db, email, password, clock.now())
  return say(`The password of ${email} is now ${password}`)
}

async function newKey({ db, clock }: Platform, name: string): Promise<number> {
  const wanted = { name, permissions, expiresAt: null, createdBy: 'command line' }
  const { secret } = await createKey(db, wanted, { now: clock.now(), nowMs: clock.nowMs() })
  return say(secret)
}

/** What a person can mend is told in words; all else is a bug and shows where it came from. */
function explain(error: unknown): string {
  if (error instanceof Refusal) return wordsOf(error)
  const plain = [ConfigError, DemoError, EmbeddedError, HistoryError, MigrationError]
  if (error instanceof Error) {
    return plain.some((kind) => error instanceof kind)
      ? error.message
      : (error.stack ?? error.message)
  }
  return String(error)
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`)
  return 1
})
