import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  chunksOfFile,
  feedKinds,
  feedNumbers,
  previewFeed,
  REFUSED_PERCENT,
  takeFeed,
  wholeOf,
  type FeedHead,
} from './inventory/index.ts'
import { refuse } from './lib/refusal.ts'
import { createOrdersWorld } from './modules.ts'
import { linesOf } from './platform/http/file.ts'
import type { Platform } from './platform/module.ts'
import { feedUsage } from './usage.ts'

/** `tutti feed <file> --source …`: speaks for the system that `source` names. */
export async function runFeed(
  platform: Platform,
  args: readonly string[],
  say: (text: string) => void,
): Promise<number> {
  const { file, format, head, dryRun } = givenIn(args, platform.clock.now())
  const world = createOrdersWorld(platform)
  const sender = { actor: 'command line', system: head.source, scope: 'all' as const }
  const lines = linesOf(createReadStream(file), () => undefined)
  const chunks = chunksOfFile(format, lines)
  const isBad = ({ refused }: { refused: number }) => (refused === 0 ? 0 : 1)
  if (dryRun) {
    const { preview, refusals } = await previewFeed(world, { head, sender }, chunks)
    tell(refusals, say)
    const { rows, changed, zeroed, more, less, uncovered } = preview
    say(`${rows} rows: ${changed} numbers would change, ${zeroed} more would be zero;`)
    say(`${wholeOf(more)} units more, ${wholeOf(less)} less; ${uncovered} orders uncovered.`)
    say('Nothing was written.')
    return isBad(preview)
  }
  const { feed, refusals } = await takeFeed(world, { head, sender }, chunks)
  tell(refusals, say)
  const { rows, changed, zeroed, refused, overtaken } = feed
  say(`${rows} rows: ${changed} numbers changed, ${zeroed} set to zero, ${refused} refused, `)
  say(`${overtaken} overtaken by a newer feed. It is ${feed.state}: feed ${feed.id}.`)
  return isBad(feed)
}

const SHOWN = 20

function tell(
  refusals: readonly { no: number; sku: string | null; detail: string }[],
  say: (text: string) => void,
): void {
  for (const { no, sku, detail } of refusals.slice(0, SHOWN))
    say(`row ${no} ${sku ?? ''}: ${detail}`)
  if (refusals.length > SHOWN) say('… and more of them')
}

const aText = { type: 'string' } as const
export const feedOptions = {
  source: aText,
  kind: { ...aText, default: 'delta' },
  number: { ...aText, default: 'on_hand' },
  'as-of': aText,
  'contains-up-to': aText,
  location: aText,
  'refused-percent': { ...aText, default: String(REFUSED_PERCENT) },
  'dry-run': { type: 'boolean', default: false },
} as const

function parsedIn(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: feedOptions })
  } catch (error) {
    return wrong('options', `${(error as Error).message}. Usage: ${feedUsage}`)
  }
}

function givenIn(args: readonly string[], now: Temporal.Instant) {
  const { positionals, values } = parsedIn(args)
  const [file] = positionals
  if (file === undefined) return wrong('file', 'Say which file')
  const format = file.endsWith('.ndjson') ? ('ndjson' as const) : ('csv' as const)
  const asOf = instantOf(values['as-of'], 'as-of') ?? now
  const head: FeedHead = {
    source:
      values.source ??
      wrong('source', 'Say which system it comes from: `npm run tutti -- feed … --source WMS`'),
    kind: oneOf(feedKinds, values.kind, 'kind'),
    number: oneOf(feedNumbers, values.number, 'number'),
    asOf,
    containsUpTo: instantOf(values['contains-up-to'], 'contains-up-to') ?? asOf,
    location: values.location,
    refusedPercent: Number(values['refused-percent']),
  }
  return { file, format, head, dryRun: values['dry-run'] }
}

function oneOf<One extends string>(all: readonly One[], given: string, name: string): One {
  const found = all.find((one) => one === given)
  return found ?? wrong(name, `--${name} is one of ${all.join(', ')}`)
}

function instantOf(given: string | undefined, name: string): Temporal.Instant | undefined {
  if (given === undefined) return undefined
  try {
    return Temporal.Instant.from(given)
  } catch {
    return wrong(name, `--${name} is a time such as 2026-03-01T09:30:00Z`)
  }
}

function wrong(field: string, detail: string): never {
  return refuse('field_invalid', { field, detail })
}
