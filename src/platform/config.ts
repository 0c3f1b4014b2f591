import path from 'node:path'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'

/** Every setting: environment variables only, each with its meaning and default. */
const settings = Type.Object({
  DATABASE_URL: Type.Optional(
    Type.String({
      pattern: '^postgres(ql)?://',
      description:
        'PostgreSQL 18 to use, e.g. postgres://tutti:secret@db:5432/tutti. Without it, `npm ' +
        'start` runs one of its own in TUTTI_DATA_DIR.',
    }),
  ),
  TUTTI_DATA_DIR: Type.String({
    default: './data',
    minLength: 1,
    description: 'Folder of the embedded database.',
  }),
  TUTTI_HOST: Type.String({
    default: '127.0.0.1',
    minLength: 1,
    description: 'Address to listen on; 0.0.0.0 for all. Behind a proxy keep 127.0.0.1.',
  }),
  TUTTI_PORT: Type.Integer({
    default: 4600,
    minimum: 0,
    maximum: 65535,
    description: 'Port to listen on; 0 takes a free one.',
  }),
  TUTTI_PUBLIC_URL: Type.Optional(
    Type.String({
      pattern: '^https?://[^/]+$',
      description: 'Address that people use, e.g. https://oms.example.com, where it is another.',
    }),
  ),
  TUTTI_INSECURE_LAN: Type.Boolean({
    default: false,
    description:
      'true allows signing in over plain HTTP from other machines, with a cookie that others on ' +
      'the network could read. For a trial in a closed network only.',
  }),
  TUTTI_LOG_LEVEL: Type.Enum(['debug', 'info', 'warn', 'error', 'silent'], {
    default: 'info',
    description: 'Least level that is logged.',
  }),
  TUTTI_DB_POOL: Type.Integer({
    default: 10,
    minimum: 3,
    maximum: 200,
    description:
      'Database connections of this process, besides one that listens and two that read what is ' +
      'kept in memory.',
  }),
  TUTTI_BODY_LIMIT: Type.Integer({
    default: 1_048_576,
    minimum: 1024,
    maximum: 104_857_600,
    description: 'Largest request body in bytes.',
  }),
  TUTTI_STREAM_BEAT_MS: Type.Integer({
    default: 15_000,
    minimum: 20,
    maximum: 300_000,
    description:
      'Pause between two beats of GET /v1/stream, in milliseconds; shorter than a proxy waits.',
  }),
  TUTTI_STREAM_MOST: Type.Integer({
    default: 20,
    minimum: 1,
    maximum: 10_000,
    description: 'Streams that one person or API key may have open on this process.',
  }),
  TUTTI_DEMO: Type.Enum(['auto', 'off'], {
    default: 'auto',
    description:
      'auto makes a made-up retailer at the very first `npm start` with a database of its own; ' +
      'off never does. `npm run tutti -- demo` makes it in an empty database of your choice.',
  }),
  TUTTI_DEMO_SEED: Type.Integer({
    default: 1,
    minimum: 0,
    maximum: 2_147_483_647,
    description: 'What the demo is drawn from: the same number gives the same retailer.',
  }),
  TUTTI_ADMIN_EMAIL: Type.String({
    default: 'admin@localhost',
    pattern: '^[^@\\s]+@[^@\\s]+$',
    description: 'E-mail address of the administrator who is created at the first start.',
  }),
})

export type Config = Static<typeof settings>

export class ConfigError extends Error {}

const compiled = Compile(settings)
const known = settings.properties as unknown as Record<
  string,
  { description: string; default?: unknown }
>

/**
 * Reads the settings from the environment. All faults are told at once, each with what to do;
 * unknown `TUTTI_*` names are refused, since a misspelt setting would be ignored in silence.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given: Record<string, unknown> = {}
  for (const name of Object.keys(known)) {
    if (environment[name] !== undefined && environment[name] !== '') given[name] = environment[name]
  }
  const value = Value.Default(settings, Value.Convert(settings, given))
  const faults = [...unknownNames(environment).map(unknownFault), ...faultsOf(value)]
  if (faults.length > 0) {
    throw new ConfigError(`The settings have ${faults.length} fault(s):\n${faults.join('\n')}`)
  }
  const config = value as Config
  return { ...config, TUTTI_DATA_DIR: path.resolve(config.TUTTI_DATA_DIR) }
}

/** The settings in force as lines of text, secrets masked. */
export function describeConfig(config: Config): string[] {
  return Object.entries(known).map(([name, { description }]) => {
    const value = (config as Record<string, unknown>)[name]
    const shown = String(value ?? '(not set)').replace(/:\/\/([^:/@]+):[^@]+@/, '://$1:***@')
    return `${name}=${shown}\n    ${description}`
  })
}

function faultsOf(value: unknown): string[] {
  if (compiled.Check(value)) return []
  const faults = compiled.Errors(value) as { instancePath: string; message: string }[]
  const byName = new Map(faults.map((fault) => [fault.instancePath.slice(1), fault.message]))
  return [...byName].map(
    ([name, message]) => `  ${name} ${message}. ${known[name]?.description ?? ''}`,
  )
}

function unknownNames(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment).filter(
    (name) => name.startsWith('TUTTI_') && !name.startsWith('TUTTI_TEST_') && !(name in known),
  )
}

function unknownFault(name: string): string {
  const all = '`npm run tutti -- config` lists all.'
  return `  ${name} is no setting. Remove it or correct its spelling; ${all}`
}
